import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { signInCrowd, type Member } from '../bench/acknowledgements/crowd.ts';
import { openDemoHouse } from '../bench/demo-house.ts';
import { openEar } from '../bench/live/ear.ts';
import { Line } from '../bench/load-line.ts';
import { requestOf } from '../bench/load.ts';
import { draftFor, release } from '../support/announcing.ts';
import { install } from '../support/installation.ts';
import { send } from '../support/visitor.ts';
import { growthOf, isLevel, type Holding } from './level.ts';
import { roundsAsked } from './run-tests.ts';

// Releases, confirmations and open pages for so many minutes: what the process holds must be level in the end.
const minutes = roundsAsked(30);
const settledAfter = minutes / 3;
const [pages, lines, perTurn, comeAndGo] = [2000, 20, 400, 20];
const turnMs = 10_000;

const house = await install('SQLite', { LOG_LEVEL: 'error' });
const done = { releases: 0, confirmations: 0, inboxes: 0, heard: 0, reconnected: 0, wrong: 0 };
const samples: (Holding & { minute: number })[] = [];
try {
  const grown = await house.umlauf('demo', '--people', String(pages));
  if (grown.code !== 0) throw new Error(grown.stderr);
  const crowd = await signInEverybody();
  const running = await house.start();
  const port = Number(new URL(running.baseUrl).port);
  const anna = await running.signIn('anna');
  const sockets: Socket[] = [];
  const open = ({ cookie }: Member) =>
    openEar(port, { cookie }, () => {
      done.heard += 1;
    });
  for (let at = 0; at < pages; at += 50)
    sockets.push(...(await Promise.all(crowd.slice(at, at + 50).map(open))));

  async function sendAll(requests: string[], isRight: (status: number) => boolean): Promise<void> {
    const left = [...requests];
    const clients = await Promise.all(Array.from({ length: lines }, () => Line.open(port)));
    const sendOneByOne = async (line: Line): Promise<void> => {
      for (let next = left.pop(); next !== undefined; next = left.pop())
        if (!isRight(await line.send(next))) done.wrong += 1;
    };
    await Promise.all(clients.map(sendOneByOne));
    for (const client of clients) client.close();
  }

  /** Others at each turn, so that everybody comes. */
  const membersOf = (turn: number, count: number): Member[] =>
    Array.from({ length: count }, (_, at) => crowd[(turn * count + at) % crowd.length]).filter(
      (member) => member !== undefined,
    );

  async function takeTurn(turn: number): Promise<void> {
    const { id } = await draftFor(anna, { everyone: true, title: `Durchgang ${turn}` });
    await release(anna, id);
    done.releases += 1;
    const path = `/api/v1/announcements/${id}/acknowledgement`;
    const members = membersOf(turn, perTurn);
    const confirmations = members.map(({ cookie, token }) =>
      requestOf(path, { cookie, 'x-csrf-token': token }, { version: 1, clientAckId: randomUUID() }),
    );
    await sendAll(confirmations, (status) => status === 201);
    done.confirmations += confirmations.length;
    const inboxes = members.slice(0, comeAndGo).map(({ cookie }) => requestOf('/', { cookie }));
    await sendAll(inboxes, (status) => status === 200);
    done.inboxes += inboxes.length;
    for (const member of membersOf(turn, comeAndGo)) {
      const at = crowd.indexOf(member);
      sockets[at]?.destroy();
      sockets[at] = await open(member);
      done.reconnected += 1;
    }
  }

  const startedAt = performance.now();
  const minute = () => (performance.now() - startedAt) / 60_000;
  async function look(): Promise<void> {
    const { text } = await send(`${running.baseUrl}/metrics`, {});
    const value = (name: string) => Number(new RegExp(`^${name} (\\S+)`, 'm').exec(text)?.[1] ?? NaN);
    const holding = {
      residentMb: value('process_resident_memory_bytes') / 2 ** 20,
      heapMb: value('nodejs_heap_size_used_bytes') / 2 ** 20,
      handles: value('nodejs_active_handles_total'),
      files: value('process_open_fds'),
    };
    samples.push({ minute: minute(), ...holding });
    const held = Object.entries(holding).map(([name, amount]) => `${name} ${Math.round(amount)}`);
    console.log(`soak ${minute().toFixed(1)}/${minutes}: ${held.join(', ')}, ${JSON.stringify(done)}`);
  }

  for (let turn = 0; minute() < minutes; turn += 1) {
    const began = performance.now();
    await takeTurn(turn);
    await look();
    await sleep(Math.max(0, turnMs - (performance.now() - began)));
  }
  done.wrong += running.stdout.length;
  for (const line of running.stdout) console.log(line);
  for (const socket of sockets) socket.destroy();
} finally {
  await house.remove();
}

async function signInEverybody(): Promise<Member[]> {
  const own = await openDemoHouse(join(house.dataDir, 'umlauf.sqlite'));
  return signInCrowd(own, pages).finally(() => own.database.close());
}

const settled = samples.filter(({ minute }) => minute >= settledAfter);
const growth = growthOf(settled);
const level = isLevel(growth) && done.wrong === 0;
const grew = Object.entries(growth).map(([name, times]) => `${name} ${times.toFixed(3)} times`);
console.log(
  `soak: ${minutes} minutes, after ${settledAfter.toFixed(1)}: ${grew.join(', ')}; ${JSON.stringify(done)}`,
);
console.log(`soak: ${level ? 'level' : 'not level'}`);
process.exit(level ? 0 : 1);
