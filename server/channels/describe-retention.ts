import { translate, type Language } from '../platform/views/languages.ts';
import type { Retention } from './retention/retention.ts';

/** When messages are deleted, as it stands under the title of every channel. */
export function describeRetention(language: Language, retention: Retention): string {
  if (retention.unit !== 'conversation')
    return translate(language, `channels.${retention.unit}`, { count: retention.amount });
  if (retention.idleHours === null) return translate(language, 'channels.untilOver');
  return translate(language, 'channels.idle', { count: retention.idleHours });
}

/** "Frühschicht, Spätschicht und Werkleitung". */
export const listNamesIn = (language: Language, names: string[]): string =>
  new Intl.ListFormat(language, { type: 'conjunction' }).format(names);
