import assert from 'node:assert/strict';
import type { Progress } from '../../server/acknowledgements/progress-queries.ts';
import { confirm, released } from '../support/announcing.ts';
import { findLatestSkew, skewSeconds as secondsOf } from '../../server/delivery/skew/skew-queries.ts';
import { eventually } from '../support/eventually.ts';
import { join, leave } from '../support/membership.ts';
import { type PushService, startPushService } from '../support/push-service/push-service.ts';
import type { Visitor } from '../support/visitor.ts';
import { describeOnEachDatabase } from '../support/world.ts';

type Answered = Progress & { deliveries: Record<string, number>; skewSeconds: number | null };
let service: PushService;

before(async () => {
  service = await startPushService();
});
after(async () => {
  await service.stop();
});

async function progressOf(sender: Visitor, id: string): Promise<Answered> {
  const answer = await sender.call('GET', `/announcements/${id}/progress`);
  assert.equal(answer.status, 200, answer.text);
  return answer.json as Answered;
}

describeOnEachDatabase(
  'The progress of an announcement',
  (world) => {
    it('sums: confirmed, outstanding and left to recipients, the teams to the whole', async () => {
      const [anna, ben] = [await world().signIn('anna'), await world().signIn('ben')];
      const { id, recipients } = await released(anna, { everyone: true });
      assert.equal((await confirm(ben, id)).status, 201);
      assert.equal((await confirm(await world().signIn('clara'), id)).status, 201);
      const progress = await progressOf(anna, id);
      const { byTeam, ...whole } = progress;
      assert.deepEqual(
        [whole.recipients, whole.confirmed, whole.outstanding, whole.left],
        [recipients, 2, recipients - 2, 0],
      );
      for (const figure of ['recipients', 'confirmed', 'outstanding', 'left'] as const) {
        assert.equal(
          byTeam.reduce((sum, team) => sum + team[figure], 0),
          whole[figure],
          figure,
        );
      }
      for (const team of byTeam) assert.equal(team.confirmed + team.outstanding + team.left, team.recipients);
      assert.equal(byTeam.find(({ name }) => name === 'Frühschicht')?.confirmed, 1);
      assert.equal(
        byTeam.find(({ name }) => name === null)?.recipients,
        1,
        'who is in no team is counted too',
      );
    });

    it('lists the teams by name, those in none last', async () => {
      const anna = await world().signIn('anna');
      const { id } = await released(anna, { everyone: true });
      const names = (await progressOf(anna, id)).byTeam.map(({ name }) => name);
      const teams = names.filter((name) => name !== null);
      assert.deepEqual(teams, teams.toSorted(new Intl.Collator('de').compare));
      assert.deepEqual(names, [...teams, null]);
    });

    it('counts who has left apart, and keeps who confirmed before', async () => {
      const anna = await world().signIn('anna');
      const { id, recipients } = await released(anna, { teams: ['Montage'] });
      await confirm(await world().signIn('f.oezdemir'), id);
      await leave(world().umlauf, 'f.oezdemir', 'Montage');
      await leave(world().umlauf, 's.zielinski', 'Montage');
      const { confirmed, left, outstanding } = await progressOf(anna, id);
      assert.deepEqual(
        { confirmed, left, outstanding },
        { confirmed: 1, left: 1, outstanding: recipients - 2 },
      );
    });

    it('tells what became of the deliveries, and how far apart the first and the last were accepted', async () => {
      const anna = await world().signIn('anna');
      const before = await released(anna, { teams: ['Frühschicht'] });
      assert.equal((await progressOf(anna, before.id)).skewSeconds, null);
      const people = ['ben', 'm.aydogan', 's.sahin'];
      const subscriptions = await Promise.all(people.map(() => service.subscribe()));
      for (const [at, login] of people.entries()) {
        await (await world().signIn(login)).call('POST', '/push-subscriptions', subscriptions[at]);
      }
      await service.script({ endpoint: subscriptions[1]?.endpoint ?? '', answer: 201, delayMs: 1200 });
      await service.script({ endpoint: subscriptions[2]?.endpoint ?? '', answer: 410 });
      const { id } = await released(anna, { teams: ['Frühschicht'] });
      const settled = await eventually(
        () => progressOf(anna, id),
        ({ skewSeconds }) => skewSeconds !== null,
      );
      assert.deepEqual(settled.deliveries, {
        queued: 0,
        sending: 0,
        accepted: 2,
        failed: 0,
        expired: 0,
        gone: 1,
      });
      const { skewSeconds } = settled;
      assert.ok(skewSeconds !== null && skewSeconds > 1 && skewSeconds < 5, `${skewSeconds} seconds`);
    });

    it('keeps how far apart they were when somebody joins later, and so does the latest release', async () => {
      const [anna, hakan, clara] = await Promise.all(
        ['anna', 'h.celik', 'clara'].map((login) => world().signIn(login)),
      );
      assert.ok(anna && hakan && clara);
      for (const visitor of [hakan, clara])
        await visitor.call('POST', '/push-subscriptions', await service.subscribe());
      const accepted = (id: string, count: number) =>
        eventually(
          () => progressOf(anna, id),
          ({ deliveries, skewSeconds }) => deliveries['accepted'] === count && skewSeconds !== null,
        );
      const earlier = await released(anna, {
        teams: ['Frühschicht'],
        exceptPeople: ['ben', 'm.aydogan', 's.sahin'],
      });
      const { skewSeconds } = await accepted(earlier.id, 1);
      assert.equal(skewSeconds, 0);
      const slow = await service.subscribe();
      await service.script({ endpoint: slow.endpoint, answer: 201, delayMs: 600 });
      await (await world().signIn('y.haddad')).call('POST', '/push-subscriptions', slow);
      const latest = await released(anna, { people: ['h.celik', 'y.haddad'] });
      const measured = await accepted(latest.id, 2);
      assert.ok(measured.skewSeconds !== null && measured.skewSeconds > 0.5);

      world().clock.advance(3_600_000);
      await join(world().umlauf, 'clara', 'Frühschicht');
      assert.equal((await accepted(earlier.id, 2)).skewSeconds, 0);
      assert.equal(secondsOf(await findLatestSkew(world().umlauf.db)), measured.skewSeconds);
      await leave(world().umlauf, 'clara', 'Frühschicht');
    });

    it('is the sender’s: a recipient is refused, for others it does not exist', async () => {
      const anna = await world().signIn('anna');
      const { id } = await released(anna, { teams: ['Frühschicht'] });
      for (const [login, status] of [
        ['ben', 403],
        ['clara', 404],
        ['deniz', 404],
        ['m.wojcik', 404],
      ] as const) {
        const visitor = await world().signIn(login);
        for (const part of ['progress', 'recipients']) {
          assert.equal(
            (await visitor.call('GET', `/announcements/${id}/${part}`)).status,
            status,
            `${login} ${part}`,
          );
        }
        assert.equal((await visitor.get(`/announcements/${id}/progress`)).status, status);
      }
    });
  },
  () => ({ PUSH_ALLOWED_HOSTS: service.host, PUSH_CA_FILE: service.caFile }),
);
