import { z } from 'zod';
import { id, parse, repeated, text } from '../platform/http/parse.ts';
import { fromLocalTime } from '../platform/local-time.ts';
import { Refusal } from '../platform/refusal.ts';
import { acknowledgementKinds, priorities, type Content } from './announcement.ts';
import { toAudience } from './schemas.ts';

const ids = repeated(id());

const formSchema = z.object({
  title: text().default(''),
  body: text().default(''),
  priority: z.enum(priorities).default('normal'),
  acknowledgement: z.enum(acknowledgementKinds).default('confirm'),
  deadlineAt: text().default(''),
  everyone: z.literal('1').optional(),
  teams: ids,
  people: ids,
  exceptTeams: ids,
  exceptPeople: ids,
  updatedAt: z.coerce.number().int().optional(),
  q: text().max(200).default(''),
  intent: z.enum(['save', 'search', 'reach']).default('save'),
});

/** The form as it was typed: what can still be wrong in meaning stays text. */
export type WriteForm = {
  content: Omit<Content, 'deadlineAt'>;
  deadlineTyped: string;
  /** The state of the draft that the form was made from; null for a new one. */
  updatedAt: number | null;
  q: string;
  intent: 'save' | 'search' | 'reach';
};

export function parseWriteForm(body: unknown): WriteForm {
  const { everyone, teams, people, exceptTeams, exceptPeople, deadlineAt, updatedAt, q, intent, ...rest } =
    parse(formSchema, body ?? {});
  const except = { teams: exceptTeams, people: exceptPeople };
  const audience = toAudience({ everyone: everyone === '1', teams, people, except });
  // Browsers send line ends as CR LF (HTML, form submission); the text has one form, so that its hash has one value.
  const kept = { language: 'de' as const, translations: [], releaseAt: null, expiresAt: null, drill: false };
  const content = { ...kept, ...rest, title: rest.title.trim(), body: rest.body.replaceAll('\r\n', '\n'), audience };
  return { content, deadlineTyped: deadlineAt, updatedAt: updatedAt ?? null, q, intent };
}

/** The deadline typed on the clocks of the house. Refuses a time that does not exist there. */
export function deadlineOf({ deadlineTyped, content }: WriteForm, timeZone: string): number | null {
  if (deadlineTyped === '' || content.acknowledgement === 'none') return null;
  const deadlineAt = fromLocalTime(deadlineTyped, timeZone);
  if (deadlineAt === null) throw new Refusal('invalid', 'deadline-no-time', { field: 'deadlineAt' });
  return deadlineAt;
}
