import assert from 'node:assert/strict';
import { applyRoster } from '../../../server/directory/apply-roster.ts';
import { confirm, draftFor, release } from '../../support/announcing.ts';
import { eventually } from '../../support/eventually.ts';
import { deafPushHost, subscribe } from '../../support/push-device.ts';
import { rosterPerson, rosterTeam } from '../../support/rosters.ts';
import type { Visitor } from '../../support/visitor.ts';
import { describeOnEachDatabase } from '../../support/world.ts';

const hour = 3_600_000;

describeOnEachDatabase(
  'What is to come, and what has gone out, on the sender’s page',
  (world) => {
    let anna: Visitor;
    before(async () => {
      // 18 o'clock in Berlin.
      world().clock.setTo(Date.parse('2027-11-03T17:00Z'));
      anna = await world().signIn('anna');
      await anna.post('/me/language', { language: 'de' });
    });
    const noticesOf = async (id: string): Promise<string> => {
      const { text } = await anna.get(`/announcements/${id}/progress`);
      const part = text.split('id="progress-notices"')[1]?.split('</section>')[0] ?? '';
      return part.replace(/<svg.*?<\/svg>|<[^>]+>/g, ' ').replace(/[\s\u00a0]+/g, ' ');
    };
    const given = async (change: object): Promise<string> => {
      const { id } = await draftFor(anna, { people: ['ben', 'clara'], deadlineAt: null });
      const answer = await anna.call('PATCH', `/announcements/${id}`, change);
      assert.equal(answer.status, 200, answer.text);
      return (await release(anna, id)).id;
    };

    it('says when, by which road, to how many outstanding, and what the quiet hours have moved', async () => {
      const deadlineAt = new Date(world().clock.now() + 14 * hour).toISOString();
      const id = await given({ priority: 'critical', deadlineAt, reminders: ['5h', '30m'] });
      const words = await noticesOf(id);
      assert.match(words, /2 Personen sind jetzt noch offen/);
      assert.match(words, /morgen, 06:00 Uhr Erinnerung per Push aus den Ruhezeiten verlegt/);
      assert.match(words, /morgen, 07:30 Uhr Erinnerung per Push (?!aus)/);
      assert.match(words, /morgen, 07:30 Uhr Push an die Verantwortlichen der Teams/);
      assert.doesNotMatch(words, /Bisher|E-Mail/, 'nothing has gone out, and there is no mail server');
      for (const login of ['ben', 'clara'])
        assert.equal((await confirm(await world().signIn(login), id)).status, 201);
      assert.match(await noticesOf(id), /Niemand ist mehr offen: Nichts davon wird gesendet/);
      await anna.call('POST', `/announcements/${id}/withdrawal`, { reason: 'Ein Irrtum.' });
      assert.match(await noticesOf(id), /Es ist nichts mehr geplant/);
    });

    it('names by team who was told of those outstanding, and whom nothing could tell', async () => {
      const login = (name: string) => rosterPerson(name, { login: name, name });
      const roster = {
        people: ['gerda', 'greta', 'hugo', 'ilse', 'jan'].map(login),
        teams: [
          rosterTeam('early', { name: 'Werk Ost, früh', ownerIds: ['gerda', 'greta'], memberIds: ['hugo'] }),
          rosterTeam('late', { name: 'Werk Ost, spät', ownerIds: ['gerda'], memberIds: ['ilse'] }),
          // In another plant they call theirs the same.
          rosterTeam('west', { name: 'Werk Ost, spät', ownerIds: ['greta'], memberIds: ['jan'] }),
        ],
      };
      await applyRoster(world().umlauf, roster, { source: 'ldap', maxDropPercent: 100 });
      await subscribe(await world().signIn('gerda'));
      world().clock.setTo(Date.parse('2027-11-04T09:00Z'));
      const deadlineAt = new Date(world().clock.now() + 3 * hour).toISOString();
      const teams = (await world()
        .umlauf.db('teams')
        .whereLike('name', 'Werk Ost, %')
        .pluck('id')) as string[];
      const id = await given({ priority: 'critical', deadlineAt, reminders: 'none', audience: { teams } });
      await anna.call('POST', `/announcements/${id}/reminder`);
      world().clock.advance(2.5 * hour);
      const words = await eventually(
        () => noticesOf(id),
        (said) => said.includes('verständigt') && said.includes('nichts mehr geplant'),
      );
      assert.match(words, /verständigt Werk Ost, früh: gerda ?greta \(nicht erreichbar\) Werk Ost, spät: /);
      assert.match(words, /Werk Ost, spät: gerda (?!greta)/);
      assert.match(words, /Werk Ost, spät: greta \(nicht erreichbar\)/);
    });
  },
  () => ({ PUSH_ALLOWED_HOSTS: deafPushHost }),
);
