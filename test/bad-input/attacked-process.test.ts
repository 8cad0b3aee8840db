import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { io, type Socket } from 'socket.io-client';
import { unreadableBodies } from '../support/bad-input/unreadable-bodies.ts';
import { eventually } from '../support/eventually.ts';
import { install, type Installation } from '../support/installation.ts';
import { knock } from '../support/knock.ts';
import { markdownBombs } from '../support/markdown-bombs.ts';
import type { RunningUmlauf } from '../support/running-umlauf.ts';
import { printTables } from '../support/table-prints.ts';
import type { Visitor } from '../support/visitor.ts';

/** As many files more as a pool of connections may open meanwhile. */
const moreFiles = 8;

describe('A process whose channels are attacked from all sides (T17, T18)', function () {
  this.timeout(60_000);
  let house: Installation;
  let running: RunningUmlauf;
  let ben: Visitor;
  let channelId = '';

  before(async () => {
    house = await install('SQLite');
    running = await house.start();
    ben = await running.signIn('ben');
    const anna = await running.signIn('anna');
    const { items } = (await anna.call('GET', '/teams?limit=100')).json as {
      items: { id: string; name: string }[];
    };
    const team = items.find(({ name }) => name === 'Frühschicht')?.id;
    const body = { title: 'Übergabe', purpose: 'Was die Schicht wissen muss', teams: [team] };
    const { status, json, text } = await anna.call('POST', '/channels', body);
    assert.equal(status, 201, text);
    channelId = (json as { id: string }).id;
  });
  after(() => house.remove());

  const filesOpen = async (): Promise<number> => (await readdir(`/proc/${running.pid}/fd`)).length;
  const connect = (): Socket =>
    io(running.baseUrl, {
      ...{ transports: ['websocket'], forceNew: true, reconnection: false },
      extraHeaders: { cookie: ben.cookie },
    });
  const settled = (socket: Socket): Promise<unknown> =>
    Promise.race(
      ['connect', 'connect_error'].map((event) => new Promise((resolve) => socket.once(event, resolve))),
    );

  async function attackBySockets(): Promise<void> {
    const crowd = Array.from({ length: 200 }, connect);
    await Promise.all(crowd.map(settled));
    const letIn = crowd.filter(({ connected }) => connected);
    const packets = [
      '2["disconnect"]',
      '2["error","x"]',
      '2["__proto__",{}]',
      '51000000-["x"]',
      '2[',
      '9',
      '2["\ud800"]',
    ];
    for (const [at, socket] of letIn.entries()) {
      (socket.io as unknown as { engine: { write: (data: string) => void } }).engine.write(
        packets[at] ?? '2[]',
      );
      for (let time = 0; time < 1000; time += 1)
        socket.emit(time % 2 === 0 ? 'channel:typing' : 'x'.repeat(99), {});
    }
    await eventually(
      () => letIn.filter(({ connected }) => connected),
      ({ length }) => length === 0,
    );
    for (const socket of crowd) socket.close();
  }

  async function attackByCalls(): Promise<number[]> {
    const at = `/api/v1/channels/${channelId}/messages`;
    const headers = { cookie: ben.cookie, 'x-csrf-token': ben.csrfToken, 'content-type': 'application/json' };
    const bodies = [
      ...unreadableBodies.map(({ body, headers: own }) => ({ body, headers: { ...headers, ...own } })),
      ...Object.values(markdownBombs).map((bomb) => ({
        body: JSON.stringify({ clientMessageId: randomUUID(), text: bomb.repeat(10) }),
        headers,
      })),
    ];
    const answers = await Promise.all(
      bodies.map((given) => knock(running.baseUrl, { method: 'POST', path: at, ...given })),
    );
    return answers.map(({ status }) => status);
  }

  it('is the same process afterwards, has failed nobody and changed nothing', async () => {
    assert.equal((await ben.call('GET', '/channels')).status, 200);
    const [files, before] = [await filesOpen(), await house.look(({ reader }) => printTables(reader))];
    const [statuses] = await Promise.all([attackByCalls(), attackBySockets()]);
    assert.deepEqual(
      statuses.filter((status) => status < 400 || status >= 500),
      [],
    );
    assert.deepEqual(await house.look(({ reader }) => printTables(reader)), before);
    assert.equal((await fetch(`${running.baseUrl}/readyz`)).status, 200);
    process.kill(running.pid, 0);
    const errors = running.stdout.filter((line) => (JSON.parse(line) as { level: number }).level >= 50);
    assert.deepEqual([errors, running.stderr], [[], []]);
    await eventually(filesOpen, (now) => now <= files + moreFiles, 15_000);
  });

  it('takes thirty of a hundred messages at once, says when to go on, and nobody else waits', async () => {
    const anna = await running.signIn('anna');
    const said = Array.from({ length: 100 }, (_, at) =>
      ben.call('POST', `/channels/${channelId}/messages`, {
        clientMessageId: randomUUID(),
        text: `Nummer ${at}`,
      }),
    );
    const waits: number[] = [];
    for (let at = 0; at < 20; at += 1) {
      const startedAt = performance.now();
      assert.equal((await anna.call('GET', '/me')).status, 200);
      waits.push(performance.now() - startedAt);
    }
    const answers = await Promise.all(said);
    const refused = answers.filter(({ status }) => status === 429);
    assert.ok(refused.length > 20, `${refused.length} refused`);
    assert.equal(answers.filter(({ status }) => status === 201).length + refused.length, 100);
    assert.ok(refused.every(({ headers }) => Number(headers.get('retry-after')) >= 1));
    assert.ok((waits.sort((a, b) => a - b)[18] ?? Infinity) < 500, `${waits.join(' ')} ms`);
    process.kill(running.pid, 0);
  });
});
