import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { draftFor, released, submitted, teamId } from '../support/announcing.ts';
import { answered } from '../support/answering.ts';
import { assertProblem, assertRefusalPage } from '../support/bad-input/refused.ts';
import { spoil } from '../support/bad-input/spoil.ts';
import { otherTypes, unreadableBodies } from '../support/bad-input/unreadable-bodies.ts';
import { knock } from '../support/knock.ts';
import { deadPushHost, subscription } from '../support/routes/objects.ts';
import { changesNothing } from '../support/table-prints.ts';
import type { Answer, Visitor } from '../support/visitor.ts';
import { openWorld, type World } from '../support/world.ts';

type Call = { by: () => Visitor; method: string; path: () => string };
type Field = { call: string; body: () => object; field: string; except?: unknown[] };

describe('A call with a body that makes no sense is refused and changes nothing (T23)', () => {
  let world: World;
  let anna: Visitor;
  let ben: Visitor;
  let draftId = '';
  let wojcik: Visitor;
  let releasedId = '';
  let awaitingId = '';
  let answerId = '';
  let team = '';

  before(async () => {
    world = await openWorld('SQLite', { PUSH_ALLOWED_HOSTS: deadPushHost });
    [anna, ben, wojcik] = [
      await world.signIn('anna'),
      await world.signIn('ben'),
      await world.signIn('m.wojcik'),
    ];
    awaitingId = (await submitted(anna, {})).id;
    draftId = (await draftFor(anna, { teams: ['Frühschicht'] })).id;
    releasedId = (await released(anna, { teams: ['Frühschicht'] })).id;
    answerId = (await answered(ben, releasedId)).id;
    team = await teamId(anna, 'Frühschicht');
  });
  after(() => world.stop());

  const calls: Record<string, Call> = {
    writing: { by: () => anna, method: 'POST', path: () => '/api/v1/announcements' },
    editing: { by: () => anna, method: 'PATCH', path: () => `/api/v1/announcements/${draftId}` },
    reach: { by: () => anna, method: 'POST', path: () => `/api/v1/announcements/${draftId}/reach` },
    releasing: { by: () => anna, method: 'POST', path: () => `/api/v1/announcements/${draftId}/release` },
    reminding: { by: () => anna, method: 'POST', path: () => `/api/v1/announcements/${releasedId}/reminder` },
    calling: { by: () => anna, method: 'POST', path: () => `/api/v1/announcements/${releasedId}/calls` },
    'sending again': {
      by: () => anna,
      method: 'POST',
      path: () => `/api/v1/announcements/${releasedId}/resending`,
    },
    approving: {
      by: () => wojcik,
      method: 'POST',
      path: () => `/api/v1/announcements/${awaitingId}/approval`,
    },
    correcting: {
      by: () => anna,
      method: 'POST',
      path: () => `/api/v1/announcements/${releasedId}/correction`,
    },
    withdrawing: {
      by: () => anna,
      method: 'POST',
      path: () => `/api/v1/announcements/${releasedId}/withdrawal`,
    },
    confirming: {
      by: () => ben,
      method: 'POST',
      path: () => `/api/v1/announcements/${releasedId}/acknowledgement`,
    },
    answering: { by: () => ben, method: 'POST', path: () => `/api/v1/announcements/${releasedId}/answers` },
    replying: {
      by: () => anna,
      method: 'POST',
      path: () => `/api/v1/announcements/${releasedId}/answers/${answerId}/reply`,
    },
    subscribing: { by: () => ben, method: 'POST', path: () => '/api/v1/push-subscriptions' },
    previewing: { by: () => anna, method: 'POST', path: () => '/announcements/preview' },
    'reach of a choice': { by: () => anna, method: 'POST', path: () => '/announcements/reach-preview' },
  };
  const assertRefused = (path: string, answer: Answer, wanted: number | number[], what: string): void =>
    path.startsWith('/api/') ? assertProblem(answer, wanted, what) : assertRefusalPage(answer, wanted, what);

  function send(name: string, body: string | Buffer, headers?: Record<string, string>): Promise<Answer> {
    const { by, method, path } = calls[name] ?? assert.fail(name);
    const { cookie, csrfToken } = by();
    const signedIn = { cookie, 'x-csrf-token': csrfToken, 'idempotency-key': randomUUID() };
    const length = { 'content-length': String(Buffer.byteLength(body)) };
    return knock(world.baseUrl, {
      ...{ method, path: path(), body },
      headers: { ...signedIn, ...length, ...(headers ?? { 'content-type': 'application/json' }) },
    });
  }

  for (const [name, { path }] of Object.entries(calls)) {
    it(`${name}: unreadable bodies and other kinds of content`, async () => {
      const isCall = path().startsWith('/api/');
      await changesNothing(world.umlauf.db, async () => {
        for (const { name: kind, body, headers, status } of unreadableBodies) {
          assertRefused(path(), await send(name, body, headers), status, kind);
        }
        for (const { name: kind, body, headers, status } of otherTypes) {
          assertRefused(path(), await send(name, body, headers), isCall ? status : 400, kind);
        }
      });
    });
  }

  for (const name of [
    'writing',
    'correcting',
    'confirming',
    'calling',
    'answering',
    'replying',
    'subscribing',
    'previewing',
    'reach of a choice',
  ]) {
    it(`${name}: JSON of another shape`, async () => {
      await changesNothing(world.umlauf.db, async () => {
        for (const body of ['', '[]', '[{}]', '{}', '{"unknown":1}', '{"polluted":true}']) {
          assertRefused(calls[name]?.path() ?? '', await send(name, body), 400, body);
        }
      });
    });
  }

  const announcement = () => ({
    ...{
      title: 'Probe',
      body: 'Um zehn Uhr.',
      priority: 'normal',
      acknowledgement: 'confirm',
      deadlineAt: null,
    },
    audience: { teams: [team], people: [], except: { teams: [], people: [] } },
  });
  const confirmation = () => ({ version: 1, clientAckId: randomUUID() });
  const said = () => ({ kind: 'question', text: 'Ab wann?', version: 1 });
  const replied = () => ({ text: 'Ab sieben.', publish: false });
  const words = ['null', '1 OR 1=1', '../../etc/passwd'];
  const approval = () => ({ decision: 'send-back', note: 'Bitte kürzer.', recipients: 1 });
  const correction = () => ({
    ...{ kind: 'editorial', version: 1, note: '' },
    title: 'Probe',
    body: 'Um elf.',
  });
  const lists = ['audience.teams', 'audience.people', 'audience.except.teams', 'audience.except.people'];

  const fields: Field[] = [
    ...['title', 'priority', 'acknowledgement', 'audience', 'audience.teams', 'audience.except'].map(
      (field) => ({
        ...{
          call: 'writing',
          body: announcement,
          field,
          except: [{}, ...(field === 'title' ? ['null', '1 OR 1=1', '../../etc/passwd'] : [])],
        },
      }),
    ),
    { call: 'writing', body: announcement, field: 'deadlineAt', except: [null] },
    {
      call: 'writing',
      body: announcement,
      field: 'body',
      except: ['', ' ', 'null', '1 OR 1=1', '../../etc/passwd'],
    },
    { call: 'writing', body: announcement, field: 'audience.everyone', except: [true] },
    ...lists.map((field) => ({
      call: 'editing',
      body: announcement,
      field,
      except: field === 'audience.teams' ? [] : [[]],
    })),
    { call: 'confirming', body: confirmation, field: 'version' },
    { call: 'confirming', body: confirmation, field: 'clientAckId', except: ['null'] },
    { call: 'approving', body: approval, field: 'decision' },
    { call: 'approving', body: approval, field: 'note', except: words },
    { call: 'approving', body: approval, field: 'recipients', except: [0] },
    ...['kind', 'version'].map((field) => ({ call: 'correcting', body: correction, field })),
    ...['title', 'body'].map((field) => ({ call: 'correcting', body: correction, field, except: words })),
    { call: 'correcting', body: correction, field: 'note', except: ['', ' ', ...words] },
    { call: 'correcting', body: correction, field: 'translations', except: [[]] },
    { call: 'correcting', body: correction, field: 'deadlineAt', except: [null] },
    { call: 'withdrawing', body: () => ({ reason: '' }), field: 'reason', except: ['', ' ', ...words] },
    { call: 'reminding', body: () => ({}), field: 'personId' },
    ...['kind', 'version'].map((field) => ({ call: 'answering', body: said, field })),
    ...['answering', 'replying'].map((call) => ({
      call,
      body: call === 'replying' ? replied : said,
      field: 'text',
      except: words,
    })),
    { call: 'replying', body: replied, field: 'publish', except: [true] },
    ...['endpoint', 'keys', 'keys.p256dh', 'keys.auth'].map((field) => ({
      call: 'subscribing',
      body: subscription,
      field,
    })),
    { call: 'reach of a choice', body: () => ({ audience: {} }), field: 'audience', except: [{}] },
  ];

  for (const { call, body, field, except } of fields) {
    it(`${call}: ${field} of every odd kind`, async () => {
      await changesNothing(world.umlauf.db, async () => {
        for (const spoilt of spoil(body(), field, except)) {
          assertRefused(calls[call]?.path() ?? '', await send(call, spoilt.body), [400, 422], spoilt.name);
        }
      });
    });
  }

  it('an Idempotency-Key that is none, or was used for something else', async () => {
    const used = { 'idempotency-key': 'the-key-of-a-release' };
    const other = await draftFor(anna, { people: ['ben'] });
    assert.equal(
      (await anna.call('POST', `/announcements/${other.id}/release`, undefined, used)).status,
      200,
    );
    await changesNothing(world.umlauf.db, async () => {
      const { cookie, csrfToken } = anna;
      for (const key of [
        null,
        '',
        'x'.repeat(256),
        'with a space in it',
        'Schlüssel-mit-ü',
        'tab\tin-between',
      ]) {
        const headers = {
          cookie,
          'x-csrf-token': csrfToken,
          ...(key === null ? {} : { 'idempotency-key': key }),
        };
        // A reminder may do without a key.
        for (const call of key === null ? ['releasing'] : ['releasing', 'reminding']) {
          const answer = await knock(world.baseUrl, {
            method: 'POST',
            path: calls[call]?.path() ?? '',
            headers,
          });
          assertProblem(answer, 400, `${call} with the key ${String(key)}`);
        }
      }
      assertProblem(
        await anna.call('POST', `/announcements/${draftId}/release`, undefined, used),
        409,
        'another draft',
      );
      assertProblem(
        await anna.call('POST', `/announcements/${other.id}/reminder`, {}, used),
        409,
        'another call',
      );
      assert.equal(
        (await anna.call('POST', `/announcements/${other.id}/release`, undefined, used)).status,
        200,
      );
    });
  });
});
