import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { renderMessage } from '../../server/channels/render-message.ts';
import { assertProblem } from '../support/bad-input/refused.ts';
import { spoil } from '../support/bad-input/spoil.ts';
import { otherTypes, unreadableBodies } from '../support/bad-input/unreadable-bodies.ts';
import { opened as openedChannel, teamIdOf } from '../support/chatting.ts';
import { knock } from '../support/knock.ts';
import { markdownBombs } from '../support/markdown-bombs.ts';
import { changesNothing } from '../support/table-prints.ts';
import type { Answer, Visitor } from '../support/visitor.ts';
import { openWorld, type World } from '../support/world.ts';

type Call = { by: () => Visitor; method: string; path: () => string };

describe('A call to a channel that makes no sense is refused with a reason, and changes nothing', () => {
  let world: World;
  let [anna, ben, clara, deniz]: Visitor[] = [];
  let channelId = '';
  let foreignId = '';
  let teamId = '';

  before(async () => {
    world = await openWorld('SQLite');
    [anna, ben, clara, deniz] = await Promise.all(
      ['anna', 'ben', 'clara', 'deniz'].map((one) => world.signIn(one)),
    );
    teamId = await teamIdOf(world.umlauf, 'Frühschicht');
    channelId = await openedChannel(world.umlauf, who(deniz), { teams: ['Frühschicht', 'Werkleitung'] });
    foreignId = await openedChannel(world.umlauf, who(deniz), { teams: ['Personalabteilung'] });
    assert.equal((await say('Palette 7 ist da.')).status, 201);
  });
  after(() => world.stop());
  const who = (visitor: Visitor | undefined): Visitor => visitor ?? assert.fail();
  const say = (text: string, more: object = {}) =>
    who(ben).call('POST', `/channels/${channelId}/messages`, {
      clientMessageId: randomUUID(),
      text,
      ...more,
    });

  const calls: Record<string, Call> = {
    opening: { by: () => who(deniz), method: 'POST', path: () => '/channels' },
    describing: { by: () => who(anna), method: 'PATCH', path: () => `/channels/${channelId}` },
    conversing: { by: () => who(ben), method: 'POST', path: () => '/direct-conversations' },
    posting: { by: () => who(ben), method: 'POST', path: () => `/channels/${channelId}/messages` },
    editing: { by: () => who(ben), method: 'PATCH', path: () => `/channels/${channelId}/messages/1` },
    reading: { by: () => who(ben), method: 'PUT', path: () => `/channels/${channelId}/read` },
  };

  function send(name: string, body: string | Buffer, headers?: Record<string, string>): Promise<Answer> {
    const { by, method, path } = calls[name] ?? assert.fail(name);
    const { cookie, csrfToken } = by();
    return knock(world.baseUrl, {
      ...{ method, path: `/api/v1${path()}`, body },
      headers: { cookie, 'x-csrf-token': csrfToken, ...(headers ?? { 'content-type': 'application/json' }) },
    });
  }

  for (const name of Object.keys(calls)) {
    it(`${name}: unreadable bodies, other kinds of content, and JSON of another shape`, async () => {
      await changesNothing(world.umlauf.db, async () => {
        for (const { name: kind, body, headers, status } of [...unreadableBodies, ...otherTypes])
          assertProblem(await send(name, body, headers), status, kind);
        const shapes = [
          '[]',
          '[{}]',
          ...(name === 'describing' ? [] : ['', '{}']),
          '{"unknown":1}',
          '{"polluted":true}',
        ];
        for (const body of shapes) assertProblem(await send(name, body), 400, body);
      });
    });
  }

  const opened = () => ({
    ...{ title: 'Tor 2', purpose: 'Absprachen', teams: [teamId], history: 'whole' },
    retention: { unit: 'days', amount: 30 },
  });
  const posted = () => ({ clientMessageId: randomUUID(), text: 'Ab wann?', replyToSeq: 1 });
  const words = ['null', '1 OR 1=1', '../../etc/passwd'];
  const fields: { call: string; body: () => object; field: string; except?: unknown[] }[] = [
    ...['title', 'purpose', 'teams', 'history', 'retention', 'retention.unit', 'retention.amount'].map(
      (field) => ({
        ...{ call: 'opening', body: opened, field },
        ...(field === 'title' || field === 'purpose' ? { except: words } : {}),
      }),
    ),
    ...['clientMessageId', 'text', 'replyToSeq'].map((field) => ({
      ...{ call: 'posting', body: posted, field },
      except: field === 'text' ? words : field === 'clientMessageId' ? ['null', '../../etc/passwd'] : [null],
    })),
    { call: 'editing', body: () => ({ text: 'x' }), field: 'text', except: words },
    { call: 'conversing', body: () => ({ people: [] }), field: 'people' },
    { call: 'reading', body: () => ({ seq: 1 }), field: 'seq', except: [0] },
  ];
  for (const { call, body, field, except } of fields)
    it(`${call}: ${field} of every odd kind`, async () => {
      await changesNothing(world.umlauf.db, async () => {
        for (const { name, body: spoilt } of spoil(body(), field, except))
          assertProblem(await send(call, spoilt), [400, 413, 422], name);
      });
    });

  it('a message that is empty, too long, or calls too many', async () => {
    const mention = `@[Wer](person:${'a'.repeat(32)}) `;
    const numbered = (at: number) => `@[W](person:${at.toString(16).padStart(32, '0')})`;
    const crowd = Array.from({ length: 51 }, (_, at) => numbered(at)).join('');
    await changesNothing(world.umlauf.db, async () => {
      for (const text of [
        '',
        ' ',
        '\n\t\r\n',
        crowd,
        'x'.repeat(8001),
        'ß'.repeat(33_000),
        mention.repeat(100_000),
      ])
        assertProblem(await say(text), [413, 422], `${text.length} characters`);
    });
  });

  it('what is no channel or message, or another’s', async () => {
    await changesNothing(world.umlauf.db, async () => {
      const ids = [
        foreignId,
        'f'.repeat(32),
        '-1',
        '0',
        '9223372036854775808',
        '%00',
        '..%2f',
        'x'.repeat(5000),
      ];
      for (const id of ids)
        for (const [method, path, body] of [
          ['GET', ''],
          ['GET', '/members'],
          ['GET', '/messages'],
          ['GET', '/changes'],
          ['POST', '/messages', posted()],
          ['PATCH', '/messages/1', { text: 'x' }],
          ['DELETE', '/messages/1'],
          ['PUT', '/messages/1/reactions/%F0%9F%91%8D'],
          ['DELETE', '/messages/1/reactions/%F0%9F%91%8D'],
          ['PUT', '/read', { seq: 1 }],
          ['PATCH', '', { purpose: 'Meins' }],
        ] as const)
          assertProblem(
            await who(ben).call(method, `/channels/${id}${path}`, body),
            404,
            `${method} ${id}${path}`,
          );
      for (const seq of [
        '0',
        '-1',
        '2',
        '1e3',
        '2147483648',
        '9223372036854775808',
        '%00',
        '__proto__',
        'x'.repeat(500),
      ])
        for (const [method, body] of [['PATCH', { text: 'x' }], ['DELETE']] as const)
          assertProblem(
            await who(ben).call(method, `/channels/${channelId}/messages/${seq}`, body),
            404,
            seq,
          );
      assertProblem(await who(anna).call('DELETE', `/channels/${foreignId}/messages/1`), 404, 'of nobody');
      for (const query of [
        'limit=-1',
        'limit=1e9',
        'limit=101',
        'after=x',
        'after=1&before=2',
        'sort=seq',
        'before[]=1',
      ])
        assertProblem(await who(ben).call('GET', `/channels/${channelId}/messages?${query}`), 400, query);
      for (const query of [
        'since=-1',
        'since=x',
        'since=99999999999',
        'since=1-x',
        'since=1-',
        'since=1-2-3',
        'since=1-99999999999',
        'limit=0',
      ])
        assertProblem(await who(ben).call('GET', `/channels/${channelId}/changes?${query}`), 400, query);
    });
  });

  it('another sign than those that there are', async () => {
    await changesNothing(world.umlauf.db, async () => {
      for (const sign of ['<script>', '👎', 'x', '%00', '👍👍', '👍\u200d', '__proto__', 'x'.repeat(1000)]) {
        const path = `/channels/${channelId}/messages/1/reactions/${encodeURIComponent(sign)}`;
        assertProblem(await who(ben).call('PUT', path), [400, 404, 422], sign);
      }
    });
  });

  it('the same name for another text', async () => {
    const clientMessageId = randomUUID();
    assert.equal((await say('Erst dies.', { clientMessageId })).status, 201);
    await changesNothing(world.umlauf.db, async () => {
      assertProblem(await say('Dann das.', { clientMessageId }), 409, 'another text');
      assert.equal((await say('Erst dies.', { clientMessageId })).status, 200);
    });
  });

  it('a text that would take long to render', async () => {
    for (const [name, text] of Object.entries(markdownBombs)) {
      const took = Array.from({ length: 3 }, () => {
        const startedAt = process.cpuUsage();
        renderMessage(text.slice(0, 8000), new Map());
        const { user, system } = process.cpuUsage(startedAt);
        return (user + system) / 1000;
      });
      assert.ok(Math.min(...took) < 100, `${name}: ${Math.min(...took)} ms`);
      world.umlauf.postAllowance.clear(who(ben).personId);
      assertProblem(await say(text.repeat(130)), [413, 422], `${name} of 1 MB`);
    }
  });

  it('a flood: whoever sends it is told when to go on, and nobody else notices', async () => {
    world.umlauf.postAllowance.clear(who(ben).personId);
    const latencies: number[] = [];
    const beside = (async () => {
      for (let at = 0; at < 20; at += 1) {
        const startedAt = performance.now();
        const { status } = await who(anna).call('GET', '/me');
        assert.equal(status, 200);
        latencies.push(performance.now() - startedAt);
      }
    })();
    const startedAt = performance.now();
    const answers = await Promise.all(Array.from({ length: 100 }, (_, at) => say(`Nummer ${at}`)));
    const seconds = (performance.now() - startedAt) / 1000;
    await beside;
    const refused = answers.filter(({ status }) => status !== 201);
    const stored = answers.length - refused.length;
    assert.ok(stored >= 30 && stored <= 31 + 5 * seconds, `${stored} in ${seconds} s`);
    for (const answer of refused) {
      assertProblem(answer, 429, 'the flood');
      assert.match(answer.headers.get('retry-after') ?? '', /^[1-9]\d*$/);
    }
    assert.ok((latencies.sort((a, b) => a - b)[18] ?? Infinity) < 500, `${latencies.join(' ')} ms`);
    assert.equal((await who(clara).call('GET', '/channels')).status, 200);
  });
});
