import { z } from 'zod';
import { Refusal } from '../platform/refusal.ts';
import { defaultRetention, retentionUnits, type Retention } from './retention/retention.ts';

const amount = z.string().max(20).default('');

/** Each rule has a field of its own; only the chosen one's counts. */
export const retentionFields = {
  ...{ unit: z.enum(retentionUnits), days: amount, hours: amount, idleHours: amount },
};

type RetentionForm = { unit: Retention['unit']; days: string; hours: string; idleHours: string };

export const emptyRetention: RetentionForm = writeRetention(defaultRetention);

/** Refuses `invalid` for what is no number. */
export function readRetention({ unit, days, hours, idleHours }: RetentionForm): Retention {
  if (unit === 'conversation')
    return { unit, idleHours: idleHours.trim() === '' ? null : readNumber(idleHours, 72) };
  return unit === 'days' ? { unit, amount: readNumber(days, 365) } : { unit, amount: readNumber(hours, 72) };
}

export function writeRetention(retention: Retention): RetentionForm {
  const none = { days: '30', hours: '24', idleHours: '12' };
  if (retention.unit === 'conversation')
    return { ...none, unit: retention.unit, idleHours: String(retention.idleHours ?? '') };
  return { ...none, unit: retention.unit, [retention.unit]: String(retention.amount) };
}

function readNumber(typed: string, most: number): number {
  if (!/^\d{1,4}$/.test(typed.trim()))
    throw new Refusal('invalid', 'retention-amount', { field: 'retention', params: { most } });
  return Number(typed);
}
