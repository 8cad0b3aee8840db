import { z } from 'zod';
import { id, parse, repeated, text } from '../platform/http/parse.ts';
import { Refusal } from '../platform/refusal.ts';
import { languages, type Language } from '../platform/views/languages.ts';
import {
  acknowledgementKinds,
  priorities,
  type Announcement,
  type Content,
  type Translation,
} from './announcement.ts';
import { nobody } from './audience.ts';
import { toAudience } from './schemas.ts';
import { noTimes, nothingTyped, readTimes, turns, typeTimes, type TypedTimes } from './typed-times.ts';

const ids = repeated(id());
const language = z.enum(languages);
export const intents = ['save', 'release', 'search', 'teams'] as const;
const emptyIsNone = (value: unknown): unknown => (value === '' ? undefined : value);

const formSchema = z.object({
  title: text().default(''),
  body: text().default(''),
  language: language.optional(),
  translationLanguage: repeated(language),
  translationTitle: repeated(text()),
  translationBody: repeated(text()),
  priority: z.enum(priorities).default('normal'),
  acknowledgement: z.enum(acknowledgementKinds).default('confirm'),
  deadlineAt: text().default(''),
  releaseAt: text().default(''),
  releaseTurn: z.enum(turns).optional(),
  expiresAt: text().default(''),
  drill: z.literal('1').optional(),
  reminders: z.enum(['default', 'none', 'own']).default('default'),
  reminderTimes: repeated(text()),
  overrideReason: text().default(''),
  channelId: z.preprocess(emptyIsNone, id().optional()),
  everyone: z.literal('1').optional(),
  teams: ids,
  people: ids,
  exceptTeams: ids,
  exceptPeople: ids,
  updatedAt: z.preprocess(emptyIsNone, z.coerce.number().int().optional()),
  q: text().max(200).default(''),
  intent: z.enum(intents).default('save'),
  addTranslation: language.optional(),
  removeTranslation: language.optional(),
});

/** What the page is asked to show besides the draft. */
export type Asked = { q: string; teams: boolean; addTranslation: Language | null };
export const nothingAsked: Asked = { q: '', teams: false, addTranslation: null };

/** The form as it was typed: what can still be wrong in meaning stays text. */
export type WriteForm = {
  content: Omit<Content, keyof typeof noTimes>;
  typed: TypedTimes;
  /** The state of the draft that the form was made from; null for a new one. */
  updatedAt: number | null;
  intent: (typeof intents)[number];
  asked: Asked;
};

/** `writer`: the language of a form that does not say its own. */
export function parseWriteForm(body: unknown, writer: Language): WriteForm {
  const given = parse(formSchema, body ?? {});
  const { teams, people, deadlineAt, releaseAt, expiresAt, addTranslation = null } = given;
  const except = { teams: given.exceptTeams, people: given.exceptPeople };
  const content = {
    ...{ title: given.title.trim(), body: withPlainLineEnds(given.body), language: given.language ?? writer },
    ...{ priority: given.priority, acknowledgement: given.acknowledgement, drill: given.drill === '1' },
    audience: toAudience({ everyone: given.everyone === '1', teams, people, except }),
    ...{ reminders: readReminders(given), overrideReason: given.overrideReason.trim() },
    translations: readTranslations(given),
    channelId: given.channelId ?? null,
  };
  const isAsked = given.intent === 'teams' || given.intent === 'search';
  return {
    content,
    typed: { deadlineAt, releaseAt, expiresAt, releaseTurn: given.releaseTurn ?? null },
    updatedAt: given.updatedAt ?? null,
    intent: given.intent,
    asked: { q: isAsked ? given.q.trim() : '', teams: given.intent === 'teams', addTranslation },
  };
}

const readReminders = ({ reminders, reminderTimes }: z.infer<typeof formSchema>): Content['reminders'] =>
  reminders === 'default' ? 'default' : reminders === 'none' ? [] : [...new Set(reminderTimes)];

// Browsers send line ends as CR LF (HTML, form submission); the text has one form, so that its hash has one value.
const withPlainLineEnds = (body: string): string => body.replaceAll('\r\n', '\n');

function readTranslations(given: z.infer<typeof formSchema>): Translation[] {
  const { translationLanguage, translationTitle, translationBody } = given;
  return translationLanguage
    .map((inLanguage, at) => ({
      language: inLanguage,
      title: (translationTitle[at] ?? '').trim(),
      body: withPlainLineEnds(translationBody[at] ?? ''),
    }))
    .filter((translation) => translation.language !== given.removeTranslation);
}

const isEmpty = ({ title, body }: Translation): boolean => title === '' && body.trim() === '';

/** What the form means. Refuses a time that does not exist, and a translation without a title. */
export function contentOf(
  { content, typed }: WriteForm,
  stored: Announcement | null,
  timeZone: string,
): Content {
  const translations = content.translations.filter((translation) => !isEmpty(translation));
  const untitled = translations.find(({ title }) => title === '');
  if (untitled) throw new Refusal('invalid', 'title-missing', { field: `title-${untitled.language}` });
  const asked = content.acknowledgement === 'none' ? { ...typed, deadlineAt: '' } : typed;
  return { ...content, translations, ...readTimes(asked, stored ?? noTimes, timeZone) };
}

export const emptyForm = (writer: Language): WriteForm => ({
  content: {
    ...{ title: '', body: '', language: writer, translations: [], drill: false },
    ...{ priority: 'normal', acknowledgement: 'confirm', audience: nobody },
    ...{ reminders: 'default', overrideReason: '', channelId: null },
  },
  ...{ typed: nothingTyped, updatedAt: null, intent: 'save', asked: nothingAsked },
});

export const formOf = (draft: Announcement, asked: Asked, timeZone: string): WriteForm => ({
  content: draft,
  typed: typeTimes(draft, timeZone),
  ...{ updatedAt: draft.updatedAt, intent: 'save', asked },
});
