import assert from 'node:assert/strict';
import { tidyUp } from '../server/tidy-up.ts';
import { released } from './support/announcing.ts';
import { deafPushHost, subscribe } from './support/push-device.ts';
import { describeOnEachDatabase } from './support/world.ts';

describeOnEachDatabase(
  'What is looked after each minute',
  (world) => {
    it('brings back deliveries that are missing also while something else of it breaks, and says what broke', async () => {
      const [anna, ben] = [await world().signIn('anna'), await world().signIn('ben')];
      await subscribe(ben);
      const { id } = await released(anna, { people: ['ben'] });
      const { umlauf } = world();
      const rows = () => umlauf.db('deliveries').where({ announcement_id: id, transport: 'push' });
      await umlauf.transaction(async (tx) => {
        await tx('deliveries').where({ announcement_id: id }).delete();
        await tx.schema.renameTable('saml_requests', 'saml_requests_gone');
      });
      await assert.rejects(tidyUp(umlauf), /saml_requests/);
      assert.equal((await rows()).length, 1);
      await umlauf.transaction((tx) => tx.schema.renameTable('saml_requests_gone', 'saml_requests'));
      await tidyUp(umlauf);
    });
  },
  () => ({ PUSH_ALLOWED_HOSTS: deafPushHost }),
);
