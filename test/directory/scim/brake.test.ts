import assert from 'node:assert/strict';
import { assertScimError, provisioner, scimSettings } from '../../support/provisioner.ts';
import { describeOnEachDatabase } from '../../support/world.ts';

const hourMs = 3_600_000;
const inactive = { op: 'replace', path: 'active', value: false };

describeOnEachDatabase(
  'An identity provider that has lost its scope',
  (world) => {
    it('closes five within an hour and nobody else, raises an alarm, and goes on in the next hour', async () => {
      const { createUser, patch, granted, ask } = provisioner(world());
      const ids: string[] = [];
      for (let at = 0; at < 9; at += 1) ids.push((await createUser(`scope.${at}`)).id);
      for (const id of ids.slice(0, 4)) await granted(200, patch(`/Users/${id}`, inactive));
      await granted(204, ask('DELETE', `/Users/${ids[4] ?? ''}`));
      const refused = [
        await patch(`/Users/${ids[5] ?? ''}`, inactive),
        await ask('DELETE', `/Users/${ids[6] ?? ''}`),
      ];
      for (const answer of refused) {
        assertScimError(answer, 429);
        assert.ok(Number(answer.headers.get('retry-after')) > 0);
      }
      const present = () =>
        world().umlauf.db('people').where('login', 'like', 'scope.%').whereNull('left_at').pluck('login');
      assert.deepEqual((await present()).toSorted(), ['scope.5', 'scope.6', 'scope.7', 'scope.8']);
      const deniz = await world().signIn('deniz');
      assert.match((await deniz.get('/administration')).text, /too many people within an hour/);
      const { text } = await deniz.get('/metrics');
      assert.match(text, /umlauf_directory_alarms\{reason="failed"\} 1/);
      await granted(
        200,
        patch(`/Users/${ids[5] ?? ''}`, { op: 'replace', path: 'displayName', value: 'Eva' }),
      );

      world().clock.advance(hourMs + 1000);
      await granted(200, patch(`/Users/${ids[5] ?? ''}`, inactive));
      assert.deepEqual((await present()).toSorted(), ['scope.6', 'scope.7', 'scope.8']);
      assert.doesNotMatch((await deniz.get('/administration')).text, /too many people within an hour/);
    });
  },
  () => ({ ...scimSettings, LDAP_MAX_DROP_PERCENT: '10' }),
);
