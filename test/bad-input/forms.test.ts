import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { draftFor, released, submitted } from '../support/announcing.ts';
import { assertRefusalPage } from '../support/bad-input/refused.ts';
import type { BadBody } from '../support/bad-input/unreadable-bodies.ts';
import { wrongFields } from '../support/bad-input/wrong-fields.ts';
import { knock } from '../support/knock.ts';
import { changesNothing } from '../support/table-prints.ts';
import type { Answer, Visitor } from '../support/visitor.ts';
import { openWorld, type World } from '../support/world.ts';

const formType = 'application/x-www-form-urlencoded';
const json = { 'content-type': 'application/json' };
const utf16 = { 'content-type': `${formType}; charset=utf-16` };

const unreadable: BadBody[] = [
  { name: '10 MB', body: `title=${'x'.repeat(10 * 1024 * 1024)}`, status: 413 },
  { name: '7,000 fields', body: 'people=x&'.repeat(7000), status: 413 },
  { name: 'UTF-16', body: Buffer.from('title=x', 'utf16le'), headers: utf16, status: 415 },
  { name: 'compressed', body: gzipSync('title=x'), headers: { 'content-encoding': 'gzip' }, status: 415 },
  { name: 'JSON null', body: 'null', headers: json, status: 400 },
  { name: '__proto__ as JSON', body: '{"__proto__":{"polluted":true}}', headers: json, status: 400 },
];

describe('A form that makes no sense is refused with a page that explains it, and changes nothing', () => {
  let world: World;
  let anna: Visitor;
  let ben: Visitor;
  let draftId = '';
  let wojcik: Visitor;
  let releasedId = '';
  let awaitingId = '';

  before(async () => {
    world = await openWorld('SQLite');
    [anna, ben, wojcik] = [
      await world.signIn('anna'),
      await world.signIn('ben'),
      await world.signIn('m.wojcik'),
    ];
    draftId = (await draftFor(anna, { teams: ['Frühschicht'] })).id;
    releasedId = (await released(anna, { teams: ['Frühschicht'] })).id;
    awaitingId = (await submitted(anna, {})).id;
  });
  after(() => world.stop());

  function send(route: string, body: string | Buffer, headers: Record<string, string> = {}): Promise<Answer> {
    const isApproval = route.endsWith('/approval');
    const visitor = isApproval ? wojcik : /acknowledgement|answers|\/me\//.test(route) ? ben : anna;
    const signedIn = { cookie: visitor.cookie, 'x-csrf-token': visitor.csrfToken };
    const id = isApproval ? awaitingId : /draft|release/.test(route) ? draftId : releasedId;
    return knock(world.baseUrl, {
      ...{ method: 'POST', path: route.replace('POST ', '').replace(':id', id), body },
      headers: { ...(route.endsWith('/sign-in') ? {} : signedIn), 'content-type': formType, ...headers },
    });
  }

  for (const [route, { valid, wrong }] of Object.entries(wrongFields)) {
    it(route, async () => {
      await changesNothing(world.umlauf.db, async () => {
        for (const { name, body, headers, status } of unreadable) {
          assertRefusalPage(await send(route, body, headers), status, name);
        }
        for (const fields of wrong) {
          const given = new URLSearchParams(fields);
          for (const [name, value] of Object.entries(valid)) if (!given.has(name)) given.append(name, value);
          assertRefusalPage(await send(route, given.toString()), [400, 401, 409, 422], fields.slice(0, 100));
        }
      });
    });
  }

  it('brings what was typed back, with a sentence at the field', async () => {
    const body = 'Was ich "getippt" <habe>';
    const { status, text } = await anna.post('/announcements', {
      title: '',
      body,
      deadlineAt: '2027-03-28T02:30',
    });
    assert.equal(status, 422);
    assert.match(text, /id="draft-form"/);
    assert.match(text, /Was ich &quot;getippt&quot; &lt;habe&gt;/);
    assert.match(text, /value="2027-03-28T02:30"/);
    assert.match(text, /class="field-error"/);
  });
});
