import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import webPush from 'web-push';

export type Subscription = { endpoint: string; keys: { p256dh: string; auth: string } };

/** The push service of the tests, which stands in for those of the browsers: it is not measured. */
export type Sink = {
  host: string;
  control: string;
  ca: string;
  vapid: { publicKey: string; privateKey: string };
  subscriptions: Subscription[];
};

export type SinkFile = { host: string; control: string; caFile: string; subscriptions: Subscription[] };

export const contact = 'mailto:it@umlauf.example';
export const payload = 'x'.repeat(1024);
/** One of so many messages is checked in full and opened. */
const sampleEvery = 100;

export async function readSink(folder: string): Promise<Sink> {
  const { caFile, ...sink } = JSON.parse(await readFile(join(folder, 'sink.json'), 'utf8')) as SinkFile;
  return { ...sink, ca: await readFile(caFile, 'utf8'), vapid: webPush.generateVAPIDKeys() };
}

async function order(sink: Sink, path: string, content?: object): Promise<unknown> {
  const init = content ? { method: 'POST', body: JSON.stringify(content) } : {};
  const answer = await fetch(sink.control + path, init);
  if (!answer.ok) throw new Error(`the push service refused ${path}: ${await answer.text()}`);
  return answer.json();
}

/** Before a round: nothing has come yet, and each message is answered after so long. */
export async function prepareSink(sink: Sink, delayMs: number): Promise<void> {
  await order(sink, '/reset', {});
  await order(sink, '/sampling', { every: sampleEvery });
  await order(sink, '/script', { all: true, answer: 201, ...(delayMs === 0 ? {} : { delayMs }) });
}

/** After a round: so many came, and none of those that were opened was refused or said something else. */
export async function checkSink(
  sink: Sink,
  count: number,
  isRight: (plaintext: string) => boolean,
): Promise<void> {
  const came = (await order(sink, '/count')) as number;
  if (came < count) throw new Error(`${came} messages came, not ${count}`);
  const seen = (await order(sink, '/journal')) as { plaintext: string | null; refused: string | null }[];
  if (seen.length < Math.floor(count / sampleEvery))
    throw new Error(`only ${seen.length} messages were opened`);
  const wrong = seen.find(({ plaintext, refused }) => refused !== null || !isRight(plaintext ?? ''));
  if (wrong) throw new Error(`a message was not right: ${wrong.refused ?? wrong.plaintext ?? ''}`);
}
