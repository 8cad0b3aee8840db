import assert from 'node:assert/strict';
import { confirm, released } from '../support/announcing.ts';
import { eventually } from '../support/eventually.ts';
import { startMailServer, type MailServer } from '../support/mail-server/mail-server.ts';
import { pushSettings, turnOnNotices } from '../support/push-devices.ts';
import { startPushService, type PushService } from '../support/push-service/push-service.ts';
import { readCsv } from '../support/read-csv.ts';
import { describeOnEachDatabase } from '../support/world.ts';

const hour = 3600 * 1000;

describe('The export of the recipients', () => {
  let service: PushService;
  let mails: MailServer;
  before(async () => {
    [service, mails] = await Promise.all([startPushService(), startMailServer()]);
  });
  after(() => Promise.all([service.stop(), mails.stop()]));

  describeOnEachDatabase(
    'tells by which road each was reached',
    (world) => {
      it('what became of the last notice, and who has no road', async () => {
        const anna = await world().signIn('anna');
        await anna.post('/me/language', { language: 'en' });
        const answers = { ben: 201, clara: 410, 'y.haddad': 503, 's.sahin': 406 };
        for (const [login, answer] of Object.entries(answers)) {
          const { endpoint } = await turnOnNotices(await world().signIn(login), service, world().dataDir);
          await service.script({ endpoint, answer });
        }
        mails.refuse('m.wojcik@lindenhof.example', 550);
        const people = [...Object.keys(answers), 'm.aydogan', 'm.wojcik', 'h.celik'];
        const { id } = await released(anna, { people, deadlineAt: world().clock.now() + 24 * hour });
        await eventually(
          async () => {
            const { json } = await anna.call('GET', `/announcements/${id}/progress`);
            return (json as { deliveries: Record<string, number> }).deliveries;
          },
          ({ accepted, gone, failed, queued, sending }) =>
            [accepted, gone, failed, queued, sending].join() === '2,2,1,1,0',
        );
        const linesNow = async () => {
          const file = await anna.get(`/announcements/${id}/progress.csv`);
          const [head, ...lines] = readCsv(file.text.replace('\ufeff', ''));
          assert.deepEqual(head?.slice(-3), ['Road', 'Delivery', 'Delivery settled (UTC)']);
          return Object.fromEntries(lines.map((line) => [line[0] ?? '', line.slice(-3)])) as Record<
            string,
            string[]
          >;
        };
        const lines = await linesNow();
        const saying = Object.fromEntries(
          Object.entries(lines).map(([name, cells]) => [name, cells.slice(0, 2)]),
        );
        assert.deepEqual(saying, {
          'Ben Yıldız': ['push', 'accepted by the push service'],
          'Clara de Vries': ['push', 'device gone'],
          'Yasmin Haddad': ['push', 'queued'],
          'Sabine Şahin': ['push', 'failed'],
          'Mehmet Aydoğan': ['mail', 'accepted by the mail server'],
          'Małgorzata Wójcik': ['mail', 'mailbox unknown'],
          'Hüseyin Çelik': ['none', ''],
        });
        assert.match(lines['Ben Yıldız']?.[2] ?? '', /^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
        assert.deepEqual([lines['Yasmin Haddad']?.[2], lines['Hüseyin Çelik']?.[2]], ['', '']);
      });

      it('a reminder that a confirmation has overtaken is no road that failed', async () => {
        const [anna, omar] = [await world().signIn('anna'), await world().signIn('o.ibrahim')];
        const { endpoint } = await turnOnNotices(omar, service, world().dataDir);
        const deadlineAt = world().clock.now() + 24 * hour;
        const { id } = await released(anna, { people: ['o.ibrahim'], deadlineAt });
        const states = async () => {
          const rows = (await world()
            .umlauf.db('deliveries')
            .where({ announcement_id: id })
            .orderBy('id')
            .select('state', 'last_status')) as { state: string; last_status: number | null }[];
          return rows.map((row) => `${row.state} ${row.last_status ?? ''}`.trim()).join();
        };
        await eventually(states, (all) => all === 'accepted 201');
        await service.script({ endpoint, answer: 503, times: 1 });
        world().clock.advance(1000);
        await anna.call('POST', `/announcements/${id}/reminder`);
        await eventually(states, (all) => all === 'accepted 201,queued 503');
        await confirm(omar, id);
        world().clock.advance(hour);
        await eventually(states, (all) => all === 'accepted 201,expired');
        const file = await anna.get(`/announcements/${id}/progress.csv`);
        const [, line] = readCsv(file.text.replace('\ufeff', ''));
        assert.equal(line?.at(-2), 'accepted by the push service');
      });
    },
    () => ({ ...pushSettings(service), ...mails.settings }),
  );
});
