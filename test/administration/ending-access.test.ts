import assert from 'node:assert/strict';
import { verifyAudit } from '../../server/audit/verify-audit.ts';
import { openHouse } from '../../server/open-house.ts';
import { createSignInLink } from '../../server/sign-in/create-sign-in-link.ts';
import { endDeviceOfAnother } from '../../server/sign-in/end-device-of-another.ts';
import { closes, createListeners } from '../support/listener.ts';
import { deafPushHost, subscribe } from '../support/push-device.ts';
import { deviceOf } from '../support/signed-in-device.ts';
import { changesNothing } from '../support/table-prints.ts';
import { bearer, makeToken } from '../support/tokens.ts';
import { send, type Visitor } from '../support/visitor.ts';
import { describeOnEachDatabase } from '../support/world.ts';

const soonMs = 2000;

describeOnEachDatabase(
  'What an administrator ends',
  (world) => {
    let deniz: Visitor;
    const { connect, closeAll } = createListeners(() => world().baseUrl);
    before(async () => {
      deniz = await world().signIn('deniz');
    });
    after(closeAll);

    const isIn = async (person: Visitor) => (await person.call('GET', '/me')).status === 200;
    const linkFor = async (login: string) => {
      const link = new URL(await createSignInLink(world().umlauf, null, login));
      const row = (await world().umlauf.db('sign_in_links').orderBy('created_at', 'desc').first('id')) as {
        id: string;
      };
      const body = () => new URLSearchParams({ secret: link.searchParams.get('secret') ?? '' });
      return {
        id: row.id,
        press: () => send(`${world().baseUrl}/sign-in/link`, { method: 'POST', body: body() }),
      };
    };
    const recordOf = async (action: string, subject: string) => {
      const rows = (await world()
        .umlauf.db('audit_entries')
        .where({ action, subject, actor_id: deniz.personId })
        .select('details')) as { details: string }[];
      return rows.map(({ details }) => JSON.parse(details) as object);
    };

    it('is over on the next request, with the open connection and the push; the other devices go on', async () => {
      const [phone, office] = [await world().signIn('ben'), await world().signIn('ben')];
      await subscribe(phone);
      const [listener, other] = [
        await connect({ cookie: phone.cookie }),
        await connect({ cookie: office.cookie }),
      ];
      const deviceId = await deviceOf(world(), phone);
      const page = `/administration/people/${phone.personId}`;
      assert.ok((await deniz.get(page)).text.includes(`/administration/devices/${deviceId}/end`));
      const answer = await deniz.post(`/administration/devices/${deviceId}/end`);
      assert.deepEqual([answer.status, answer.headers.get('location')], [303, `${page}?done=device`]);
      assert.deepEqual([await isIn(phone), await isIn(office)], [false, true]);
      assert.deepEqual(await listener.hears('session:ended', 1, soonMs), { reason: 'ended' });
      await closes(listener, soonMs);
      assert.equal(other.of('session:ended').length, 0);
      const push = world().umlauf.db('push_subscriptions').where({ person_id: phone.personId });
      assert.deepEqual(await push, []);
      assert.deepEqual(await recordOf('device:ended', deviceId), [
        { reason: 'ended', personId: phone.personId },
      ]);
      assert.ok(!(await deniz.get(page)).text.includes(deviceId));
      assert.equal((await deniz.post(`/administration/devices/${deviceId}/end`)).status, 404);
    });

    it('in another process is over here too', async () => {
      const { config, clock, log } = world().umlauf;
      const other = await openHouse(config, clock, log);
      const clara = await world().signIn('clara');
      const listener = await connect({ cookie: clara.cookie });
      await endDeviceOfAnother(other, deniz.personId, await deviceOf(world(), clara));
      await listener.hears('session:ended', 1, soonMs);
      await closes(listener, soonMs);
      assert.equal(await isIn(clara), false);
      await other.database.close();
    });

    it('all at once leaves nothing to come in by, and the person in the house', async () => {
      const sessions = [await world().signIn('clara'), await world().signIn('clara')];
      const [first] = sessions as [Visitor, Visitor];
      const token = await makeToken(first, 'Anzeige', 'read');
      const link = await linkFor('clara');
      const answer = await deniz.post(`/administration/people/${first.personId}/end`);
      assert.equal(answer.status, 303);
      for (const session of sessions) assert.equal(await isIn(session), false);
      assert.equal((await bearer(world(), token.secret).call('GET', '/me')).status, 401);
      assert.equal((await link.press()).status, 403);
      assert.deepEqual(await recordOf('access:ended', first.personId), [
        { sessions: 2, devices: 2, tokens: 1 },
      ]);
      assert.equal(await isIn(await world().signIn('clara')), true);
    });

    it('is a token, which is good for nothing from then on', async () => {
      const esther = await world().signIn('esther');
      const { secret, id } = await makeToken(esther, 'Alte Anzeige', 'write');
      const page = `/administration/people/${esther.personId}`;
      assert.match((await deniz.get(page)).text, /Alte Anzeige/);
      const answer = await deniz.post(`/administration/tokens/${id}/revocation`);
      assert.deepEqual([answer.status, answer.headers.get('location')], [303, `${page}?done=token`]);
      assert.equal((await bearer(world(), secret).call('GET', '/me')).status, 401);
      assert.deepEqual(await recordOf('token:revoked', esther.personId), [{ tokenId: id }]);
      assert.doesNotMatch((await deniz.get(page)).text, /Alte Anzeige/);
    });

    it('is a sign-in link while it is open, and never one that has been used', async () => {
      const [open, used] = [await linkFor('y.haddad'), await linkFor('y.haddad')];
      assert.equal((await used.press()).status, 303);
      const page = (await deniz.get('/administration/roles')).text;
      assert.ok(page.includes(`/links/${open.id}/end`) && !page.includes(`/links/${used.id}/end`));
      assert.equal((await deniz.post(`/administration/links/${open.id}/end`)).status, 303);
      assert.equal((await open.press()).status, 403);
      for (const { id } of [open, used])
        assert.equal((await deniz.post(`/administration/links/${id}/end`)).status, 404);
      const personId = (await world().signIn('y.haddad')).personId;
      assert.deepEqual(await recordOf('sign-in-link:ended', personId), [{ linkId: open.id }]);
    });

    it('is the access of a person, as if he had left, with a record of each closing', async () => {
      const leaver = await world().signIn('m.aydogan');
      const page = `/administration/people/${leaver.personId}`;
      const answer = await deniz.post(`${page}/deactivation`);
      assert.deepEqual([answer.status, answer.headers.get('location')], [303, `${page}?done=closed`]);
      assert.equal(await isIn(leaver), false);
      const { text } = await deniz.get(page);
      assert.match(text, /Deniz Arslan/);
      assert.match(text, /id="leaving"/);
      assert.doesNotMatch(text, /\/deactivation"|\/end"/);
      assert.equal((await deniz.post(`${page}/deactivation`)).status, 404);
      assert.match((await deniz.get('/administration')).text, new RegExp(`href="${page}"`));
    });

    it('is never his own, lest he lock himself out', async () => {
      const own = `/administration/people/${deniz.personId}`;
      const elsewhere = await world().signIn('deniz');
      const paths = [
        `${own}/deactivation`,
        `${own}/end`,
        `/administration/devices/${await deviceOf(world(), deniz)}/end`,
        `/administration/devices/${await deviceOf(world(), elsewhere)}/end`,
      ];
      await changesNothing(world().umlauf.db, async () => {
        for (const path of paths) assert.equal((await deniz.post(path)).status, 403, path);
      });
      assert.deepEqual([await isIn(deniz), await isIn(elsewhere)], [true, true]);
      const { text } = await deniz.get(own);
      assert.doesNotMatch(text, /\/deactivation"|\/end"|\/revocation"/);
      assert.match(text, /href="\/me"/);
    });

    it('takes an administrator at a browser, and the token of his form', async () => {
      const [anna, ben] = [await world().signIn('anna'), await world().signIn('ben')];
      const program = bearer(world(), (await makeToken(deniz, 'Skript', 'write')).secret);
      assert.equal((await program.call('GET', '/me')).status, 200);
      const token = (await makeToken(ben, 'Bleibt', 'read')).id;
      const link = (await linkFor('anna')).id;
      const paths = [
        `/administration/devices/${await deviceOf(world(), ben)}/end`,
        `/administration/people/${ben.personId}/end`,
        `/administration/people/${ben.personId}/deactivation`,
        `/administration/tokens/${token}/revocation`,
        `/administration/links/${link}/end`,
      ];
      await changesNothing(world().umlauf.db, async () => {
        for (const path of paths) {
          assert.equal((await anna.post(path)).status, 403, path);
          assert.equal((await ben.post(path)).status, 403, path);
          assert.equal((await deniz.post(path, { _csrf: 'none' })).status, 403, path);
          assert.equal((await program.post(path)).status, 403, path);
          const nobody = await send(world().baseUrl + path, { method: 'POST' });
          assert.equal(nobody.status, 303, path);
          assert.match(nobody.headers.get('location') ?? '', /^\/sign-in/);
          const missing = path.replace(/[0-9a-f]{32}/, '0'.repeat(32));
          assert.equal((await deniz.post(missing)).status, 404, missing);
        }
      });
    });

    it('stands in a record that is whole', async () => {
      assert.equal((await verifyAudit(world().umlauf.db)).intact, true);
    });
  },
  () => ({ PUSH_ALLOWED_HOSTS: deafPushHost }),
);
