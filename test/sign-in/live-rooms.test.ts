import assert from 'node:assert/strict';
import { endExpiredAccess } from '../../server/sign-in/end-expired-access.ts';
import { released } from '../support/announcing.ts';
import { closes, createListeners, listen } from '../support/listener.ts';
import { deafPushHost, subscribe } from '../support/push-device.ts';
import { makeToken } from '../support/tokens.ts';
import { describeOnEachDatabase } from '../support/world.ts';

describeOnEachDatabase(
  'Live connections',
  (world) => {
    const { connect, closeAll } = createListeners(() => world().baseUrl);
    afterEach(closeAll);

    it('close with a session that ends, on that device alone, and say why', async () => {
      const [phone, office] = [await world().signIn('ben'), await world().signIn('ben')];
      const [atPhone, atOffice] = [
        await connect({ cookie: phone.cookie }),
        await connect({ cookie: office.cookie }),
      ];
      await phone.post('/sign-out');
      assert.deepEqual(await atPhone.hears('session:ended'), { reason: 'signed-out' });
      await closes(atPhone);
      assert.equal(atOffice.isConnected(), true);
      await assert.rejects(listen(world().baseUrl, { cookie: phone.cookie }), /signed-out/);
    });

    it('close with a device that is ended from another, and its push ends', async () => {
      const [phone, office] = [await world().signIn('s.sahin'), await world().signIn('s.sahin')];
      await subscribe(phone);
      const where = { person_id: phone.personId };
      const row = (await world().umlauf.db('push_subscriptions').where(where).first()) as {
        device_id: string;
      };
      const listener = await connect({ cookie: phone.cookie });
      await office.post(`/me/devices/${row.device_id}/end`);
      assert.deepEqual(await listener.hears('session:ended'), { reason: 'ended' });
      await closes(listener);
      assert.equal((await world().umlauf.db('push_subscriptions').where(where)).length, 0);
    });

    it('are open to a token too, until it is revoked', async () => {
      const ben = await world().signIn('ben');
      const { secret, id } = await makeToken(ben, 'Anzeige am Tor', 'read');
      const program = await connect({ token: secret });
      const byHeader = await connect({ headers: { authorization: `Bearer ${secret}` } });
      const page = await connect({ cookie: ben.cookie });
      await released(await world().signIn('anna'), { people: ['ben'] });
      await program.hears('announcement:released');
      await ben.post(`/me/tokens/${id}/revocation`);
      for (const listener of [program, byHeader]) {
        assert.deepEqual(await listener.hears('session:ended'), { reason: 'ended' });
        await closes(listener);
      }
      assert.equal(page.isConnected(), true);
      await assert.rejects(listen(world().baseUrl, { token: secret }), /signed-out/);
    });

    it('close when their session or token has run out', async () => {
      const deniz = await world().signIn('deniz');
      const program = await connect({ token: (await makeToken(deniz, 'Anzeige', 'read')).secret });
      const page = await connect({ cookie: deniz.cookie });
      world().clock.advance(90 * 24 * 3_600_000);
      await endExpiredAccess(world().umlauf);
      assert.deepEqual(await page.hears('session:ended'), { reason: 'expired' });
      assert.deepEqual(await program.hears('session:ended'), { reason: 'ended' });
      for (const listener of [page, program]) await closes(listener);
    });

    it('are open to nobody signed out, with a false token, or from a foreign page', async () => {
      const { cookie } = await world().signIn('ben');
      await assert.rejects(listen(world().baseUrl, {}), /signed-out/);
      await assert.rejects(listen(world().baseUrl, { token: 'umlauf_made-up' }), /signed-out/);
      await assert.rejects(listen(world().baseUrl, { cookie, headers: { origin: 'https://evil.example' } }));
    });
  },
  () => ({ PUSH_ALLOWED_HOSTS: deafPushHost }),
);
