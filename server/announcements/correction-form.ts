import { z } from 'zod';
import { parse, text } from '../platform/http/parse.ts';
import { Refusal } from '../platform/refusal.ts';
import { languages, type Language } from '../platform/views/languages.ts';
import type { Announcement } from './announcement.ts';
import type { Correction } from './lifecycle.ts';
import { nothingTyped, readTimes, typeTimes } from './typed-times.ts';

const texts = Object.fromEntries(
  languages
    .flatMap((language) => [`title-${language}`, `body-${language}`])
    .map((name) => [name, text().optional()]),
);

const formSchema = z.object({
  version: z.coerce.number().int().min(1),
  kind: z.enum(['editorial', 'material']).optional(),
  deadlineAt: text().default(''),
  note: text().max(5000).default(''),
});
const textsSchema = z.object(texts);

/** The form as it was typed: what can still be wrong in meaning stays text. */
export type CorrectionForm = {
  /** The version that it was written from. */
  version: number;
  kind: Correction['kind'] | null;
  note: string;
  deadlineTyped: string;
  texts: Map<Language, { title: string; body: string }>;
};

// Browsers send line ends as CR LF.
const asTyped = (given: string | undefined): string => (given ?? '').replaceAll('\r\n', '\n');

export function parseCorrectionForm(body: unknown): CorrectionForm {
  const { version, kind, deadlineAt, note } = parse(formSchema, body ?? {});
  const given = parse(textsSchema, body ?? {});
  return {
    ...{ version, kind: kind ?? null, note: asTyped(note), deadlineTyped: deadlineAt },
    texts: new Map(
      languages.map((language) => {
        const title = asTyped(given[`title-${language}`]).trim();
        return [language, { title, body: asTyped(given[`body-${language}`]) }];
      }),
    ),
  };
}

/** The form for the text that holds. */
export const correctionFormOf = (announcement: Announcement, timeZone: string): CorrectionForm => ({
  ...{ version: announcement.version, kind: null, note: '' },
  deadlineTyped: typeTimes(announcement, timeZone).deadlineAt,
  texts: new Map(
    [announcement, ...announcement.translations].map(({ language, title, body }) => [
      language,
      { title, body },
    ]),
  ),
});

/** What the form asks for. Refuses `invalid` with the field. */
export function toCorrection(form: CorrectionForm, found: Announcement, timeZone: string): Correction {
  const { kind, note } = form;
  if (kind === null) throw new Refusal('invalid', 'correction-kind-missing', { field: 'kind' });
  const { title = '', body = '' } = form.texts.get(found.language) ?? {};
  const translations = [...form.texts].flatMap(([language, text]) => {
    const isEmpty = text.title === '' && text.body.trim() === '';
    return language === found.language || isEmpty ? [] : [{ language, ...text }];
  });
  for (const text of translations) refuseHalf(text);
  return { kind, note, title, body, translations, deadlineAt: deadlineOf(form, found, timeZone) };
}

function refuseHalf({ language, title, body }: Correction['translations'][number]): void {
  if (title === '') throw new Refusal('invalid', 'title-missing', { field: `title-${language}` });
  if (body.trim() === '') throw new Refusal('invalid', 'body-missing', { field: `body-${language}` });
}

function deadlineOf({ deadlineTyped }: CorrectionForm, found: Announcement, timeZone: string): number | null {
  if (found.acknowledgement === 'none') return found.deadlineAt;
  return readTimes({ ...nothingTyped, deadlineAt: deadlineTyped }, found, timeZone).deadlineAt;
}
