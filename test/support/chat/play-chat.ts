import { setTimeout as sleep } from 'node:timers/promises';
import { mulberry32 } from '../../../server/directory/demo/mulberry32.ts';
import { eventually } from '../eventually.ts';
import { signIn } from '../visitor.ts';
import type { DatabaseKind } from '../world.ts';
import { check, type Verdict } from './check/check.ts';
import { readEvidence, type Evidence } from './check/evidence.ts';
import { openJournal } from './journal.ts';
import { playBlows, type Blow, type Wanderer } from './nemesis.ts';
import { openReader } from './reader.ts';
import { openStage, type Person, type Size, type Stage } from './stage.ts';
import { createWriter } from './writer.ts';

export type Series = Size & {
  seed: number;
  messages: number;
  kills: number;
  removals: number;
  dismissals: number;
  /** So many people are taken out and come back, or leave and come back; the others stay throughout. */
  wanderers: number;
  /** How long an open page lives at most before its connection is cut. */
  cutAfterMs: number;
};

type Played = { verdict: Verdict; evidence: Evidence };

const lateMs = 20 * 60_000;

/** People who chat while the program dies, connections break and the directory changes; and what the judge says of it. */
export async function playChat(kind: DatabaseKind, series: Series): Promise<Played> {
  const stage = await openStage(kind, series);
  try {
    await chat(stage, series);
    await stage.stop();
    const evidence = await readEvidence(stage.folder, stage.house.databaseUrl);
    return { verdict: check(evidence), evidence };
  } finally {
    await stage.close();
  }
}

async function chat(stage: Stage, series: Series): Promise<void> {
  const { seed, messages, people } = series;
  let confirmed = 0;
  const chanceOf = (at: number) => mulberry32(seed * 1000 + at);
  const seats = stage.people.map((person, at) =>
    seat(stage, person, {
      ...{ at, chance: chanceOf(at), cutAfterMs: series.cutAfterMs },
      confirmed: () => (confirmed += 1),
    }),
  );
  const reached = async (count: number) => {
    await eventually(
      () => confirmed,
      (now) => now >= count,
      lateMs,
    );
  };
  const written = Promise.all(
    seats.map(({ writer }, at) =>
      writer.write(Math.floor(messages / people) + (at < messages % people ? 1 : 0)),
    ),
  );
  const wanderers = seats.slice(0, series.wanderers).map(({ wanderer }) => wanderer);
  await Promise.all([
    written,
    playBlows(stage, blowsOf(series, chanceOf(999)), { wanderers, reached, chance: chanceOf(998) }),
  ]);
  await Promise.all(seats.map(({ settle }) => settle()));
}

/** Spread over the messages, in an order of the seed. */
function blowsOf({ messages, kills, removals, dismissals }: Series, chance: () => number): Blow[] {
  const named = (what: Blow['what'], count: number) => Array.from({ length: count }, () => ({ what }));
  const all = [...named('kill', kills), ...named('remove', removals), ...named('dismiss', dismissals)].map(
    (blow) => ({ ...blow, place: chance() }),
  );
  const sorted = all.sort((a, b) => a.place - b.place);
  return sorted.map(({ what }, at) => ({
    what,
    after: Math.round(((at + 1) * messages) / (sorted.length + 2)),
  }));
}

/** A person with an open page and a composer. */
function seat(
  stage: Stage,
  person: Person,
  given: { at: number; chance: () => number; cutAfterMs: number; confirmed: () => void },
) {
  const { chance, cutAfterMs, confirmed } = given;
  const journal = openJournal(stage.folder, `client-${given.at}-${person.login}`);
  const channelIds = person.channels.map(({ id }) => id);
  let { visitor } = person;
  let employed = Promise.resolve();
  let isHired = (): void => undefined;
  const over = new AbortController();
  const own = { person: () => visitor, note: journal.note, channelIds, chance };
  const reader = openReader({ ...own, baseUrl: stage.baseUrl, pauseMs: () => chance() * 600 });
  const cutting = (async () => {
    while (!over.signal.aborted) {
      await sleep(300 + chance() * cutAfterMs, null, over);
      reader.cut(chance() < 0.5);
    }
  })().catch(() => undefined);
  const wanderer: Wanderer = {
    ...person,
    leaves: () => {
      employed = new Promise((resolve) => (isHired = resolve));
    },
    comesBack: async () => {
      // The program may be dead at this moment.
      for (let isIn = false; !isIn; isIn = await enter()) await sleep(50);
      isHired();
    },
  };
  async function enter(): Promise<boolean> {
    try {
      visitor = await signIn(stage.baseUrl, person.login);
      return true;
    } catch {
      return false;
    }
  }
  return {
    wanderer,
    writer: createWriter({ ...own, confirmed, employed: () => employed }),
    /** He fetches what he has missed, and goes. */
    settle: async () => {
      over.abort();
      await reader.catchUp();
      await reader.stop();
      await cutting;
      journal.note('ok', 'end', { personId: visitor.personId });
      journal.flush();
    },
  };
}
