import { z } from 'zod';
import { id, instant, parse, text } from '../platform/http/parse.ts';
import { Refusal } from '../platform/refusal.ts';
import { acknowledgementKinds, priorities, type Content } from './announcement.ts';
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

const fields = {
  title: text(),
  body: text(),
  priority: z.enum(priorities),
  acknowledgement: z.enum(acknowledgementKinds),
  deadlineAt: instant().nullish(),
  audience: audienceSchema,
};

export const newAnnouncementSchema = z.strictObject(fields);
export const changedAnnouncementSchema = z.strictObject(fields).partial();

function requireAudience(given: z.infer<typeof audienceSchema>): Audience {
  const audience = toAudience(given);
  if (namesNobody(audience)) throw new Refusal('invalid', 'audience-empty', { field: 'audience' });
  return audience;
}

export function parseNewAnnouncement(body: unknown): Content {
  const given = parse(newAnnouncementSchema, body);
  return { ...given, deadlineAt: given.deadlineAt ?? null, audience: requireAudience(given.audience) };
}

export function parseChangedAnnouncement(body: unknown): Partial<Content> {
  const { audience, deadlineAt, ...given } = parse(changedAnnouncementSchema, body);
  return {
    ...(Object.fromEntries(
      Object.entries(given).filter(([, value]) => value !== undefined),
    ) as Partial<Content>),
    ...(deadlineAt === undefined ? {} : { deadlineAt }),
    ...(audience === undefined ? {} : { audience: requireAudience(audience) }),
  };
}

const time = z.iso.datetime();
export const senderSchema = z.object({ id: id(), name: z.string(), department: z.string() });

export const announcementSchema = z.object({
  id: id(),
  number: z.string().regex(/^\d{4}-\d+$/),
  version: z.int(),
  status: z.enum(['draft', 'released']),
  title: z.string(),
  body: z.string(),
  bodyHtml: z.string(),
  contentHash: z.string(),
  priority: z.enum(priorities),
  acknowledgement: z.enum(acknowledgementKinds),
  deadlineAt: time.nullable(),
  releasedAt: time.nullable(),
  sender: senderSchema,
  audience: audienceSchema.optional(),
  obligation: z
    .object({
      state: z.enum(['outstanding', 'confirmed']),
      asTeam: z.string().nullable(),
      acknowledgedAt: time.nullable(),
      late: z.boolean(),
    })
    .nullable(),
});

export const reachSchema = z.object({
  recipients: z.int(),
  push: z.int(),
  page: z.int(),
  mail: z.int(),
  unreachable: z.int(),
  unreachablePeople: z.array(senderSchema),
});
