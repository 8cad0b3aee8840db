import assert from 'node:assert/strict';
import type { Receipt } from '../../server/acknowledgements/receipt.ts';
import { confirm, released } from '../support/announcing.ts';
import { bearer, makeToken } from '../support/tokens.ts';
import { describeOnEachDatabase } from '../support/world.ts';

const dayMs = 24 * 3600 * 1000;

describeOnEachDatabase('A token of one’s own', (world) => {
  it('is made under Me, shown once, and rests only as a hash', async () => {
    const ben = await world().signIn('ben');
    const { secret, id } = await makeToken(ben, 'Schichtplan', 'read');
    assert.match(secret, /^umlauf_[A-Za-z0-9_-]{43}$/);
    const me = await ben.get('/me');
    assert.ok(me.text.includes('Schichtplan') && !me.text.includes(secret));
    const row = (await world().umlauf.db('tokens').where({ id }).first()) as Record<string, unknown>;
    assert.ok(!JSON.stringify(row).includes(secret.slice('umlauf_'.length)));
    assert.equal(Number(row['expires_at']) - Number(row['created_at']), 90 * dayMs);
  });

  it('that may read changes nothing', async () => {
    const [anna, ben] = [await world().signIn('anna'), await world().signIn('ben')];
    const { id } = await released(anna, { people: ['ben'] });
    const program = bearer(world(), (await makeToken(ben, 'Anzeige', 'read')).secret);
    assert.equal((await program.call('GET', `/announcements/${id}`)).status, 200);
    const refused = await confirm(program, id);
    assert.deepEqual(
      [refused.status, (refused.json as { type: string }).type],
      [403, '/problems/token-reads-only'],
    );
  });

  it('that may write stands on the receipt by its name', async () => {
    const [anna, ben] = [await world().signIn('anna'), await world().signIn('ben')];
    const { id } = await released(anna, { people: ['ben'] });
    const program = bearer(world(), (await makeToken(ben, 'Stempeluhr Tor 2', 'write')).secret);
    const me = (await program.call('GET', '/me')).json as { csrfToken: unknown; person: { login: string } };
    assert.deepEqual([me.csrfToken, me.person.login], [null, 'ben']);
    const answer = await confirm(program, id);
    assert.equal(answer.status, 201, answer.text);
    const { signedInHow, device } = answer.json as Receipt;
    assert.deepEqual([signedInHow, device], ['token', 'Stempeluhr Tor 2']);
    const page = await ben.get(`/announcements/${id}/acknowledgement`);
    assert.ok(
      page.text.includes('Stempeluhr Tor 2') && page.text.includes('Gesendet mit einem Zugangsschlüssel'),
    );
  });

  it('makes no tokens, ends no devices, and has no page Me', async () => {
    const ben = await world().signIn('ben');
    const program = bearer(world(), (await makeToken(ben, 'Alles', 'write')).secret);
    assert.equal((await program.get('/me')).status, 403);
    const before = await world().umlauf.db('tokens').where({ person_id: ben.personId });
    for (const path of ['/me/tokens', '/me/language', '/sign-out']) {
      assert.equal(
        (await program.post(path, { name: 'Noch einer', scope: 'write', language: 'nl' })).status,
        403,
        path,
      );
    }
    assert.equal(
      (await world().umlauf.db('tokens').where({ person_id: ben.personId })).length,
      before.length,
    );
  });

  it('has a name and a scope, and a person has at most twenty', async () => {
    const deniz = await world().signIn('deniz');
    for (const [name, scope, status] of [
      [' ', 'read', 422],
      ['x'.repeat(61), 'read', 422],
      ['x', 'all', 400],
    ] as const) {
      assert.equal((await deniz.post('/me/tokens', { name, scope })).status, status, name);
    }
    for (let at = 0; at < 20; at += 1) await makeToken(deniz, `Nummer ${at}`, 'read');
    assert.equal((await deniz.post('/me/tokens', { name: 'Zu viel', scope: 'read' })).status, 409);
  });

  it('is one of at most twenty also when they are asked for at once', async () => {
    const esther = await world().signIn('esther');
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, at) =>
        esther.post('/me/tokens', { name: `Nummer ${at}`, scope: 'read' }),
      ),
    );
    assert.equal(answers.filter(({ status }) => status === 200).length, 20);
    assert.equal((await world().umlauf.db('tokens').where({ person_id: esther.personId })).length, 20);
  });

  it('is good for nothing once revoked, which only its owner does', async () => {
    const [ben, clara] = [await world().signIn('ben'), await world().signIn('clara')];
    const { secret, id } = await makeToken(ben, 'Verloren', 'write');
    const program = bearer(world(), secret);
    assert.equal((await clara.post(`/me/tokens/${id}/revocation`)).status, 404);
    assert.equal((await program.call('GET', '/inbox')).status, 200);
    assert.equal((await ben.post(`/me/tokens/${id}/revocation`)).status, 303);
    assert.equal((await program.call('GET', '/inbox')).status, 401);
    assert.equal((await ben.post(`/me/tokens/${id}/revocation`)).status, 404);
    assert.ok(!(await ben.get('/me')).text.includes('Verloren'));
  });

  it('ends after 90 days, used or not', async () => {
    const program = bearer(world(), (await makeToken(await world().signIn('ben'), 'Kurz', 'read')).secret);
    world().clock.advance(90 * dayMs - 60_000);
    assert.equal((await program.call('GET', '/inbox')).status, 200);
    world().clock.advance(60_001);
    const ended = await program.call('GET', '/inbox');
    assert.deepEqual([ended.status, ended.headers.get('www-authenticate')], [401, 'Bearer']);
  });

  it('is no token when it was made up', async () => {
    for (const secret of ['umlauf_', `umlauf_${'A'.repeat(43)}`, "' or 1=1"]) {
      assert.equal((await bearer(world(), secret).call('GET', '/me')).status, 401);
    }
  });
});
