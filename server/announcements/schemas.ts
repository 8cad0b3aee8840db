import { z } from 'zod';
import { id, instant, parse, text } from '../platform/http/parse.ts';
import { Refusal } from '../platform/refusal.ts';
import { languages, type Language } from '../platform/views/languages.ts';
import { mostReminders, reminderTime } from '../delivery/plan/reminder-time.ts';
import { acknowledgementKinds, priorities, statuses, type Content } from './announcement.ts';
import type { Correction } from './lifecycle.ts';
import { namesNobody, type Audience } from './audience.ts';

const mostNamed = 5000;
const ids = z.array(id()).max(mostNamed);

export const audienceSchema = z.strictObject({
  everyone: z.boolean().optional(),
  teams: ids.optional(),
  people: ids.optional(),
  except: z.strictObject({ teams: ids.optional(), people: ids.optional() }).optional(),
});

export const toAudience = (given: z.infer<typeof audienceSchema>): Audience => ({
  everyone: given.everyone ?? false,
  teams: [...new Set(given.teams)],
  people: [...new Set(given.people)],
  except: { teams: [...new Set(given.except?.teams)], people: [...new Set(given.except?.people)] },
});

const translations = z
  .array(z.strictObject({ language: z.enum(languages), title: text(), body: text() }))
  .max(languages.length);

const fields = {
  title: text(),
  body: text(),
  language: z.enum(languages).optional(),
  translations: translations.optional(),
  drill: z.boolean().optional(),
  priority: z.enum(priorities),
  acknowledgement: z.enum(acknowledgementKinds),
  deadlineAt: instant().nullish(),
  releaseAt: instant().nullish(),
  expiresAt: instant().nullish(),
  reminders: z
    .union([z.enum(['default', 'none']), z.array(z.string().regex(reminderTime)).min(1).max(mostReminders)])
    .meta({
      description:
        'When those outstanding are reminded before the deadline: as the priority has it, never, or at such times as 30m, 24h (before the deadline), 1d 08:00 (the day before, at that time on the clocks of the house)',
    })
    .optional(),
  overrideReason: text()
    .max(500)
    .meta({ description: 'Why a critical announcement may remind in the quiet hours too; empty: it may not' })
    .optional(),
  channelId: id()
    .meta({ description: 'A channel of mine in which questions are asked; only its members learn of it' })
    .nullish(),
  audience: audienceSchema,
};

const toReminders = (given: 'default' | 'none' | string[] = 'default'): Content['reminders'] =>
  given === 'none' ? [] : given;

export const newAnnouncementSchema = z.strictObject(fields);
export const changedAnnouncementSchema = z.strictObject(fields).partial();

function requireAudience(given: z.infer<typeof audienceSchema>): Audience {
  const audience = toAudience(given);
  if (namesNobody(audience)) throw new Refusal('invalid', 'audience-empty', { field: 'audience' });
  return audience;
}

/** `language`: that of a text which does not say its own. */
export function parseNewAnnouncement(body: unknown, language: Language): Content {
  const given = parse(newAnnouncementSchema, body);
  return {
    ...given,
    language: given.language ?? language,
    translations: given.translations ?? [],
    drill: given.drill ?? false,
    deadlineAt: given.deadlineAt ?? null,
    releaseAt: given.releaseAt ?? null,
    expiresAt: given.expiresAt ?? null,
    reminders: toReminders(given.reminders),
    overrideReason: given.overrideReason?.trim() ?? '',
    channelId: given.channelId ?? null,
    audience: requireAudience(given.audience),
  };
}

export function parseChangedAnnouncement(body: unknown): Partial<Content> {
  const { audience, reminders, ...given } = parse(changedAnnouncementSchema, body);
  return {
    ...(Object.fromEntries(
      Object.entries(given).filter(([, value]) => value !== undefined),
    ) as Partial<Content>),
    ...(reminders === undefined ? {} : { reminders: toReminders(reminders) }),
    ...(audience === undefined ? {} : { audience: requireAudience(audience) }),
  };
}

export const withdrawalSchema = z.strictObject({ reason: text().max(5000).default('') });

export const approvalSchema = z.strictObject({
  decision: z.enum(['approve', 'send-back']).default('approve'),
  note: text().max(5000).default(''),
  /** What was looked at: refused when it has changed since. */
  contentHash: z.string().max(200).optional(),
  recipients: z.int().min(0).optional(),
});

/** What is not given stays as it is. */
export const correctionSchema = z.strictObject({
  kind: z.enum(['editorial', 'material']),
  title: text().optional(),
  body: text().optional(),
  translations: translations.optional(),
  deadlineAt: instant().nullish(),
  note: text().max(5000).default(''),
  version: z.int().min(1).optional(),
});

export const applyCorrection =
  ({ kind, note, title, body, translations: texts, deadlineAt }: z.infer<typeof correctionSchema>) =>
  (found: Content): Correction => ({
    ...{ kind, note, title: title ?? found.title, body: body ?? found.body },
    translations: texts ?? found.translations,
    deadlineAt: deadlineAt === undefined ? found.deadlineAt : deadlineAt,
  });

const time = z.iso.datetime();
export const senderSchema = z.object({ id: id(), name: z.string(), department: z.string() });

export const announcementSchema = z.object({
  id: id(),
  number: z.string().regex(/^\d{4}-\d+$/),
  version: z.int(),
  status: z.enum(statuses),
  title: z.string(),
  body: z.string(),
  bodyHtml: z.string(),
  language: z.enum(languages),
  translations: z.array(
    z.object({ language: z.enum(languages), title: z.string(), body: z.string(), bodyHtml: z.string() }),
  ),
  drill: z.boolean(),
  contentHash: z.string(),
  priority: z.enum(priorities),
  acknowledgement: z.enum(acknowledgementKinds),
  deadlineAt: time.nullable(),
  releaseAt: time.nullable(),
  expiresAt: time.nullable(),
  releasedAt: time.nullable(),
  withdrawnAt: time.nullable(),
  withdrawalReason: z.string().nullable(),
  sender: senderSchema,
  channelId: id().nullable(),
  audience: audienceSchema.optional(),
  reminders: z.union([z.enum(['default', 'none']), z.array(z.string())]).optional(),
  overrideReason: z.string().optional(),
  obligation: z
    .object({
      state: z.enum(['outstanding', 'confirmed']),
      asTeam: z.string().nullable(),
      acknowledgedAt: time.nullable(),
      late: z.boolean(),
      confirmedVersion: z.int().nullable(),
    })
    .nullable(),
});

export const reachSchema = z.object({
  recipients: z.int(),
  push: z.int(),
  page: z.int(),
  mail: z.int(),
  unreachable: z.int(),
  unconfirmed: z.int(),
  unreachablePeople: z.array(senderSchema),
});
