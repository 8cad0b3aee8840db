import assert from 'node:assert/strict';
import { createToken } from '../../server/sign-in/create-token.ts';
import { confirm, draftFor, release, submitted } from '../support/announcing.ts';
import { hostileMarkup } from '../support/hostile-markup.ts';
import { assertHarmless } from '../support/page-tags.ts';
import type { Visitor } from '../support/visitor.ts';
import { openWorld, type World } from '../support/world.ts';

describe('Whatever people write stays text on every page (T07)', () => {
  let world: World;
  let anna: Visitor;
  let ben: Visitor;

  before(async () => {
    world = await openWorld('SQLite');
    [anna, ben] = [await world.signIn('anna'), await world.signIn('ben')];
  });
  after(() => world.stop());

  async function look(visitor: Visitor, path: string, what: string): Promise<string> {
    const { status, text } = await visitor.get(path);
    assert.equal(status, 200, `${path} ${what}`);
    assertHarmless(text, `${path} ${what}`);
    return text;
  }

  it('as title and text of an announcement: draft, announcement, receipt, progress, inbox', async () => {
    for (const payload of hostileMarkup.filter((text) => !/\u0001/.test(text))) {
      const { id } = await draftFor(anna, {
        title: payload.slice(0, 200),
        body: payload,
        teams: ['Frühschicht'],
      });
      for (const page of ['edit', 'release']) await look(anna, `/announcements/${id}/${page}`, payload);
      await release(anna, id);
      await look(ben, `/announcements/${id}`, payload);
      if (payload.length % 5 === 0) await look(anna, `/announcements/${id}/progress`, payload);
    }
    await look(anna, '/announcements', 'the list');
    await look(ben, '/', 'the inbox');
  });

  it('as what is said in its life: corrections, notes, reasons, translations', async () => {
    const wojcik = await world.signIn('m.wojcik');
    const deadlineAt = new Date(world.clock.now() + 7_200_000).toISOString();
    const some = hostileMarkup.filter((text) => !/\u0001/.test(text)).filter((_, at) => at % 6 === 0);
    for (const payload of some) {
      const [title, sentence] = [payload.slice(0, 200), `So: ${payload}`.slice(0, 500)];
      const { id } = await draftFor(anna, { title: 'Vorher', body: 'Vorher.', people: ['ben'] });
      await release(anna, id);
      assert.equal((await confirm(ben, id)).status, 201);
      const translations = [{ language: 'nl', title, body: payload }];
      const change = { kind: 'material', title, body: payload, translations, note: sentence, deadlineAt };
      const corrected = await anna.call('POST', `/announcements/${id}/correction`, change);
      assert.equal(corrected.status, 200, corrected.text);
      for (const path of ['', '?language=nl']) await look(ben, `/announcements/${id}${path}`, payload);
      for (const path of ['', '/correction', '/withdrawal'])
        await look(anna, `/announcements/${id}${path}`, payload);
      const withdrawn = await anna.call('POST', `/announcements/${id}/withdrawal`, { reason: sentence });
      assert.equal(withdrawn.status, 200, withdrawn.text);
      for (const person of [ben, anna]) await look(person, `/announcements/${id}`, payload);
    }
    const [payload = ''] = hostileMarkup;
    const waiting = `/announcements/${(await submitted(anna, { title: payload, body: payload })).id}/approval`;
    for (const person of [wojcik, anna]) await look(person, waiting, payload);
    const sendBack = { decision: 'send-back', note: payload };
    assert.equal((await wojcik.call('POST', waiting, sendBack)).status, 200);
    await look(anna, '/announcements', 'the list');
  });

  it('as names from the directory, of people, departments, teams and tokens', async () => {
    const { umlauf } = world;
    const yasmin = await world.signIn('y.haddad');
    const { id } = await draftFor(anna, { teams: ['Nachtschicht'], people: ['y.haddad', 'ben'] });
    await release(anna, id);
    assert.equal((await confirm(ben, id)).status, 201);
    const names = hostileMarkup.filter((text) => !text.startsWith('['));
    for (let at = 0; at < names.length; at += 4) {
      const [name = '', department = '', team = '', token = 'x'] = names.slice(at, at + 4);
      await umlauf.transaction(async (tx) => {
        const logins = ['y.haddad', 'anna', 'ben'];
        await tx('people')
          .whereIn('login', logins)
          .update({ name, sort_name: name, department, search_text: 'zzz' });
        const renamed = tx('teams').where({ name: 'Nachtschicht' }).orWhere({ source_id: 'renamed' });
        await renamed.update({ name: team, source_id: 'renamed' });
        await tx('tokens').delete();
      });
      await createToken(umlauf, null, { personId: yasmin.personId, name: token.slice(0, 60), scope: 'read' });
      for (const path of ['/me', '/', `/announcements/${id}`]) await look(yasmin, path, name);
      for (const path of [
        `/announcements/${id}/progress`,
        '/announcements/addressees?q=zzz',
        '/announcements/teams',
        '/announcements/new',
      ])
        await look(anna, path, name);
      await look(ben, `/announcements/${id}/acknowledgement`, name);
    }
  });

  it('as what is searched for, previewed and asked for', async () => {
    const stranger = { cookie: '' };
    for (const payload of hostileMarkup) {
      const q = encodeURIComponent(payload.slice(0, 200));
      if (/\u0001/.test(payload)) continue;
      await look(anna, `/announcements/addressees?q=${q}`, payload);
      assertHarmless((await anna.get(`/sign-in?q=${q}&returnTo=${q}`, stranger)).text, payload);
      assertHarmless((await anna.get(`/announcements/${q}`)).text, payload);
      const preview = await anna.call('POST', '/../../announcements/preview', { body: payload });
      assert.equal(preview.status, 200);
      assertHarmless(preview.text, payload);
    }
  });
});
