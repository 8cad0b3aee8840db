import { z } from 'zod';
import { id, text } from '../platform/http/parse.ts';
import { answerKinds } from './answer.ts';

const time = z.iso.datetime();
const kind = z.enum(answerKinds);

export const newAnswerSchema = z.strictObject({ kind, text: text(), version: z.int().min(1).optional() });
export const newAnswerForm = z.object({ kind, text: text(), version: z.coerce.number().int().min(1) });

export const replySchema = z.strictObject({ text: text(), publish: z.boolean().default(false) });
export const replyForm = z.object({ text: text(), publish: z.literal('1').optional() });

export const answerSchema = z.object({
  id: id(),
  kind,
  text: z.string(),
  version: z.int(),
  mine: z.boolean(),
  givenAt: time.nullable(),
  person: z.object({ id: id(), name: z.string(), department: z.string() }).nullable(),
  team: z.string().nullable(),
  reply: z.object({ text: z.string(), repliedBy: z.string(), repliedAt: time }).nullable(),
  published: z.boolean(),
});
