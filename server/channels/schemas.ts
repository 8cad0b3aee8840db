import { z } from 'zod';
import { id, text } from '../platform/http/parse.ts';
import { histories, mostParticipants, noticeChoices } from './channel.ts';
import type { ChangesPlace } from './message.ts';

const time = z.iso.datetime();
const named = z.object({ id: id(), name: z.string() });

export const retentionSchema = z
  .union([
    z.strictObject({ unit: z.enum(['days', 'hours']), amount: z.int() }),
    z.strictObject({ unit: z.literal('conversation'), idleHours: z.int().nullable() }),
  ])
  .meta({
    description:
      'Messages are deleted for good after so many days (1 to 365) or hours (1 to 72); or with the conversation: when a member says that it is over, or when nobody has posted for so many hours (1 to 72)',
  });

const mostTeams = 100;

export const newChannelSchema = z.strictObject({
  title: text(),
  purpose: text(),
  teams: z.array(id()).max(mostTeams),
  history: z
    .enum(histories)
    .default('joining')
    .meta({ description: 'What a newcomer sees: what is said from his joining on, or all that is kept' }),
  retention: retentionSchema.optional(),
});

export const changedChannelSchema = z
  .strictObject({ title: text(), purpose: text(), retention: retentionSchema })
  .partial()
  .refine((change) => Object.keys(change).length > 0, 'changes nothing');

export const newConversationSchema = z.strictObject({ people: z.array(id()).max(mostParticipants * 2) });

export const channelSchema = z.object({
  ...{ id: id(), kind: z.enum(['team', 'direct']), title: z.string(), purpose: z.string() },
  ...{ teams: z.array(named), members: z.int(), history: z.enum(histories), retention: retentionSchema },
  notices: z.enum(noticeChoices),
  ...{ readSeq: z.int(), firstSeq: z.int(), lastSeq: z.int(), revision: z.int() },
  unread: z.int().meta({ description: 'What others have said since, at most 100' }),
  mentions: z.int().meta({ description: 'Of these, those in which I am called' }),
  mayChange: z.boolean(),
  lastMessage: z.object({ seq: z.int(), sender: named, excerpt: z.string(), postedAt: time }).nullable(),
});

export const messageSchema = z.object({
  ...{ seq: z.int(), revision: z.int(), sender: named, clientMessageId: z.string() },
  ...{ text: z.string(), html: z.string(), replyToSeq: z.int().nullable() },
  ...{ mentions: z.array(id()), mentionsAll: z.boolean() },
  reactions: z.array(z.object({ emoji: z.string(), personIds: z.array(id()) })),
  ...{ postedAt: time, editedAt: time.nullable(), deletedAt: time.nullable() },
});

const highest = 2_147_483_647;
/** A place in a channel, in a path, a query or a body. */
export const seqSchema = z.int().min(0).max(highest);
export const seqText = z
  .string()
  .regex(/^\d{1,10}$/, 'is not a number of a message')
  .transform(Number)
  .pipe(seqSchema);

const mostMessages = 100;
const limit = z.coerce.number().int().min(1).max(mostMessages).default(50);

export const historyQuery = z
  .strictObject({ limit, after: seqText.optional(), before: seqText.optional() })
  .refine(({ after, before }) => after === undefined || before === undefined, 'takes after or before');

/** `17`, or, behind the message 4 of those that share it, `17-4`. */
const changesPlace = z
  .string()
  .regex(/^\d{1,10}(-\d{1,10})?$/, 'is no revision')
  .transform((given): ChangesPlace => {
    const [revision = 0, afterSeq = null] = given.split('-').map(Number);
    return { revision, afterSeq };
  })
  .pipe(z.object({ revision: seqSchema, afterSeq: seqSchema.nullable() }));

/** As the client gives it again as `since`. */
export const writePlace = ({ revision, afterSeq }: ChangesPlace): number | string =>
  afterSeq === null ? revision : `${String(revision)}-${String(afterSeq)}`;

export const changesQuery = z.strictObject({
  limit,
  since: changesPlace.default({ revision: 0, afterSeq: null }).meta({
    description: 'A revision, or the `next` of the page before',
  }),
});

const clientMessageId = z.string().regex(/^[\x21-\x7e]{1,64}$/, 'has not 1 to 64 visible characters');

export const newMessageSchema = z.strictObject({
  clientMessageId: clientMessageId.meta({
    description: 'Chosen by the client: the same one again answers the same message',
  }),
  text: text(),
  replyToSeq: seqSchema.nullish(),
});

export const editedMessageSchema = z.strictObject({ text: text() });
export const readSchema = z.strictObject({
  seq: seqSchema,
  seen: seqSchema.optional().meta({
    description:
      'What was in sight last, where something above it is unread still: nothing is pushed of what stands up to it',
  }),
});
