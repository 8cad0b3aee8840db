/** So long a notice waits: whoever has the channel in sight has read the message by then, and is told nothing. */
export const dueAfterMs = 2000;
/** So long after one notice of a channel the next comes to the same device at the earliest. */
export const apartMs = 10_000;
/** So long a push service tries to reach a device. */
export const lifeMs = 4 * 3_600_000;
/** So long what became of it is kept. */
export const keptMs = 24 * 3_600_000;

/** A message, and who is to be told of it. */
export type ChannelNotice = { channelId: string; seq: number; personIds: string[] };
