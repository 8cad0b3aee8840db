import type { PostedMessage } from '../../../server/live-events.ts';

export const crowds = [500, 2000];
export const channelId = 'c'.repeat(32);
export const event = 'message:posted';

const words =
  'Die Lieferung für **Halle 3** kommt erst um halb vier, bitte Tor 2 frei lassen. @[Ben Yıldız](person:';

/** A message of middling length, as everybody in its channel gets it. */
export const message: PostedMessage = {
  ...{ seq: 4711, revision: 5120, sender: { id: 'a'.repeat(32), name: 'Anna Krause' } },
  ...{ clientMessageId: '5d0c2f64-6b54-4f0e-9f0c-7e1d5a9f9e11', text: `${words}${'b'.repeat(32)})` },
  html: `<p>Die Lieferung für <strong>Halle 3</strong> kommt erst um halb vier, bitte Tor 2 frei lassen. <span class="mention" data-person="${'b'.repeat(32)}">@Ben Yıldız</span></p>`,
  ...{ replyToSeq: 4702, mentions: ['b'.repeat(32)], mentionsAll: false, reactions: [] },
  ...{ postedAt: '2026-11-30T22:15:00.000Z', editedAt: null, deletedAt: null },
};

/** The same as it goes over the wire. */
export const text = `42${JSON.stringify([event, { channelId, message }])}`;
