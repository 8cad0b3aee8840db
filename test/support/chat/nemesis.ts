import { setTimeout as sleep } from 'node:timers/promises';
import type { Channel, Person, Stage } from './stage.ts';

/** What befalls the house when so many messages are confirmed. */
export type Blow = { after: number; what: 'kill' | 'remove' | 'dismiss' };

export type Wanderer = Person & {
  /** He is employed again and may sign in. */
  comesBack: () => Promise<void>;
  leaves: () => void;
};

const awayMs = 900;
const leastAwayMs = 200;

/** One after the other: the program dies, people are taken out of teams and put back, dismissed and hired again. */
export async function playBlows(
  stage: Stage,
  blows: Blow[],
  given: { wanderers: Wanderer[]; reached: (messages: number) => Promise<void>; chance: () => number },
): Promise<void> {
  const { wanderers, reached, chance } = given;
  const away = new Map<string, Promise<void>>();
  for (const [at, { after, what }] of blows.entries()) {
    await reached(after);
    if (what === 'kill') {
      await sleep(chance() * 80);
      await stage.killAndStart();
      continue;
    }
    const person = wanderers[at % wanderers.length];
    if (!person) continue;
    await away.get(person.login);
    const forMs = leastAwayMs + chance() * awayMs;
    const channel = person.channels[Math.floor(chance() * person.channels.length)];
    const isBack =
      what === 'remove' && channel
        ? await takeOut(stage, person, channel, forMs)
        : await dismiss(stage, person, forMs);
    away.set(person.login, isBack());
  }
  await Promise.all(away.values());
}

/** Answers when he is out, with what puts him back. */
async function takeOut(
  stage: Stage,
  person: Person,
  channel: Channel,
  forMs: number,
): Promise<() => Promise<void>> {
  const subject = { personId: person.visitor.personId, channelIds: [channel.id] };
  await told(stage, 'remove', subject, () => stage.teams.leave(channel.groupId, person.userId));
  return async () => {
    await sleep(forMs);
    await told(stage, 'return', subject, () => stage.teams.join(channel.groupId, person.userId));
  };
}

async function dismiss(stage: Stage, person: Wanderer, forMs: number): Promise<() => Promise<void>> {
  const subject = { personId: person.visitor.personId, channelIds: person.channels.map(({ id }) => id) };
  person.leaves();
  await told(stage, 'remove', { ...subject, isDismissed: true }, () =>
    stage.teams.employ(person.userId, false),
  );
  return async () => {
    await sleep(forMs);
    await told(stage, 'return', subject, () => stage.teams.employ(person.userId, true));
    await person.comesBack();
  };
}

async function told({ nemesis }: Stage, f: string, subject: object, act: () => Promise<void>): Promise<void> {
  nemesis.note('invoke', f, subject);
  await act();
  nemesis.note('ok', f, subject);
}
