import type { Verdict } from '../support/chat/check/check.ts';
import { playChat, type Series } from '../support/chat/play-chat.ts';
import type { DatabaseKind } from '../support/world.ts';

// 50 people in 5 channels, 20,000 messages on each database; `5000` says another number of messages, `7` then the seed.
const [messagesGiven = '20000', seedGiven = '1'] = process.argv.slice(2);
const kinds: DatabaseKind[] = ['SQLite', 'PostgreSQL'];
const [messages, seed] = [Number(messagesGiven), Number(seedGiven)];
if (!Number.isInteger(messages) || messages < 100 || !Number.isInteger(seed)) {
  process.stderr.write('usage: npm run endurance -- chat [MESSAGES] [SEED]\n');
  process.exit(2);
}

/** Once for so many messages. */
function each(count: number): number {
  return Math.ceil(messages / count);
}

const series: Series = {
  ...{ seed, messages, people: 50, channels: 5, channelsOfEach: 3, wanderers: 10, cutAfterMs: 15_000 },
  ...{ kills: each(1600), removals: each(500), dismissals: each(1600), morePreloads: [] },
};
const small: Series = { ...series, messages: 400, people: 12, channels: 2, channelsOfEach: 2, wanderers: 3 };

/** A judge that finds nothing in a house that stores each post anew would find nothing at all. */
async function checkTheChecker(): Promise<boolean> {
  const broken = {
    ...small,
    kills: 0,
    removals: 0,
    dismissals: 0,
    morePreloads: ['broken-deduplication.mjs'],
  };
  const { violations } = (await playChat('SQLite', broken)).verdict;
  const doubled = violations.filter((violation) => violation.startsWith('doubled'));
  console.log(
    `chat, without recognising what was posted before: ${doubled.length} doubled, such as ${doubled[0] ?? 'none'}`,
  );
  return doubled.length > 0;
}

function tell(kind: DatabaseKind, { violations, counts }: Verdict, seconds: number): void {
  const counted = Object.entries(counts).map(([what, count]) => `${count} ${what}`);
  console.log(`chat on ${kind}: ${counted.join(', ')}`);
  console.log(`chat on ${kind}: ${violations.length} violations, ${seconds} s`);
  for (const violation of violations.slice(0, 40)) console.log(`  ${violation}`);
}

let isRight = await checkTheChecker();
for (const kind of kinds) {
  const startedAt = performance.now();
  const { verdict } = await playChat(kind, series);
  tell(kind, verdict, Math.round((performance.now() - startedAt) / 1000));
  isRight &&= verdict.violations.length === 0;
}
process.exit(isRight ? 0 : 1);
