import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { fireDue } from '../../../server/delivery/plan/fire-due.ts';
import { confirm, draftFor, release, released } from '../../support/announcing.ts';
import { eventually } from '../../support/eventually.ts';
import {
  startMailServer,
  type MailServer,
  type ReceivedMail,
} from '../../support/mail-server/mail-server.ts';
import { deafPushHost, subscribe } from '../../support/push-device.ts';
import { send, type Visitor } from '../../support/visitor.ts';
import { describeOnEachDatabase } from '../../support/world.ts';

const hourMs = 3_600_000;
const title = 'Fluchtweg in Halle 3 gesperrt';
const body = 'Benutzen Sie **Tor 2**.';
const mailOf = (login: string) => `${login}@lindenhof.example`;
const header = (mail: ReceivedMail | undefined, name: string): string => {
  const values = mail?.headers.get(name) ?? [];
  assert.equal(values.length, 1, `${name} once`);
  return values[0] ?? '';
};
const dayMs = 24 * 3600 * 1000;
type Row = { state: string; attempts: number; last_status: number | null; last_error: string | null };

describe('E-mail as the second road', () => {
  let server: MailServer;
  before(async () => {
    server = await startMailServer();
  });
  after(() => server.stop());

  describeOnEachDatabase(
    'of a house with a mail server',
    (world) => {
      let anna: Visitor;
      before(async () => {
        anna = await world().signIn('anna');
      });
      const rowOf = async (id: string, login: string): Promise<Row | undefined> =>
        (await world()
          .umlauf.db('deliveries')
          .join('people', 'people.id', 'deliveries.person_id')
          .where({ announcement_id: id, transport: 'mail', login })
          .first('state', 'attempts', 'last_status', 'last_error')) as Row | undefined;
      const settled = (id: string, login: string, state: string) =>
        eventually(
          () => rowOf(id, login),
          (row) => row?.state === state,
        );
      const mailFor = async (id: string, login: string): Promise<ReceivedMail> => {
        await settled(id, login, 'accepted');
        const [mail] = server.to(mailOf(login)).filter(({ source }) => textOf(source).includes(id));
        assert.ok(mail, `a mail to ${login}`);
        return mail;
      };
      const textOf = (source: string) => source.replace(/=\r\n/g, '');

      it('goes to those without a device, or with one not heard of for two weeks, and to nobody else, once', async () => {
        const ben = await world().signIn('ben');
        await subscribe(ben);
        const { id } = await released(anna, { teams: ['Frühschicht'] });
        const rows = (await world()
          .umlauf.db('deliveries')
          .join('people', 'people.id', 'deliveries.person_id')
          .where({ announcement_id: id, transport: 'mail' })
          .pluck('login')) as string[];
        assert.ok(rows.includes('m.aydogan') && !rows.includes('ben'), rows.join(' '));
        assert.ok(!rows.includes('h.celik'), 'there are people without mail');
        for (const login of rows) await settled(id, login, 'accepted');
        await world().umlauf.transaction((tx) =>
          tx('push_subscriptions').update({ last_seen_at: world().clock.now() - 14 * dayMs }),
        );
        const again = await released(anna, { people: ['ben'] });
        await settled(again.id, 'ben', 'accepted');
        await world().umlauf.transaction((tx) =>
          tx('push_subscriptions').update({ last_seen_at: world().clock.now() }),
        );
        for (const login of rows)
          assert.equal(server.to(mailOf(login)).filter((m) => textOf(m.source).includes(id)).length, 1);
      });

      it('says what kind it is, from whom and until when, and neither what it is about nor who is meant', async () => {
        const deadlineAt = Date.UTC(2027, 4, 14, 12);
        const { id } = await released(anna, { people: ['m.aydogan'], title, body, deadlineAt });
        const mail = await mailFor(id, 'm.aydogan');
        assert.equal(mail.from, 'umlauf@lindenhof.example');
        assert.equal(header(mail, 'from'), 'Umlauf Lindenhof <umlauf@lindenhof.example>');
        assert.match(header(mail, 'to'), /Aydoğan"? <m\.aydogan@lindenhof\.example>$/);
        assert.equal(
          header(mail, 'subject').replaceAll('\u00a0', ' '),
          'Kritische Mitteilung, bitte bis Fr. 14. Mai 2027, 14:00 Uhr bestätigen',
        );
        assert.equal(header(mail, 'auto-submitted'), 'auto-generated');
        assert.match(header(mail, 'message-id'), /^<[0-9a-f]{32}@lindenhof\.example>$/);
        assert.equal(header(mail, 'content-language'), 'de');
        for (const name of ['x-mailer', 'bcc', 'cc', 'reply-to', 'disposition-notification-to'])
          assert.ok(!mail.headers.has(name), name);
        const address = `${world().umlauf.config.baseUrl}/announcements/${id}`;
        const [text = '', html = ''] = [mail.parts.get('text/plain'), mail.parts.get('text/html')];
        for (const part of [text, html]) {
          assert.match(part, /Anna Krause, Werkleitung/);
          assert.match(part, /Fr\..14\..Mai.2027, 14:00.Uhr/);
          assert.doesNotMatch(part, /Fluchtweg|Halle|Tor 2/);
          assert.deepEqual(
            new Set(part.match(/https?:\/\/[^\s"<]+/g)),
            new Set([address]),
            'the plain address and no other',
          );
          assert.doesNotMatch(part, /<img|<script|<link|url\(|src=/i);
        }
      });

      it('bears the three words that stand on the page and that a push would bear', async () => {
        const { id } = await released(anna, { people: ['m.aydogan'] });
        const mail = await mailFor(id, 'm.aydogan');
        const words = /Prüfwörter: ([a-z]+ [a-z]+ [a-z]+)\n/.exec(
          (mail.parts.get('text/plain') ?? '').replaceAll('\r\n', '\n'),
        )?.[1];
        assert.ok(words, mail.parts.get('text/plain'));
        const mehmet = await world().signIn('m.aydogan');
        assert.match((await mehmet.get(`/announcements/${id}`)).text, new RegExp(`>${words}<`));
        const reminder = await anna.get(`/announcements/${id}/reminder`);
        assert.ok(reminder.text.includes(words), 'in the notice as it will be shown');
      });

      it('comes again after a passing refusal, and is the same mail when it was sent once before', async () => {
        server.refuse(mailOf('y.haddad'), 451, 1);
        const { id } = await released(anna, { people: ['y.haddad'] });
        const waiting = await eventually(
          () => rowOf(id, 'y.haddad'),
          (row) => row?.last_status === 451,
        );
        assert.deepEqual([waiting?.state, waiting?.attempts], ['queued', 1]);
        world().clock.advance(60_000);
        const first = await mailFor(id, 'y.haddad');
        // As a process leaves it that dies after the answer and before the row.
        await world().umlauf.database.transaction(async (tx) => {
          await tx('deliveries')
            .where({ announcement_id: id, transport: 'mail' })
            .update({ state: 'queued' });
        });
        const both = await eventually(
          () => server.to(mailOf('y.haddad')).filter(({ source }) => textOf(source).includes(id)),
          ({ length }) => length === 2,
        );
        assert.equal(header(both[1], 'message-id'), header(first, 'message-id'));
      });

      it('ends for a mailbox that is unknown, and holds nobody else up', async () => {
        server.refuse(mailOf('m.aydogan'), 550, 1);
        const { id } = await released(anna, { people: ['m.aydogan', 'y.haddad', 'h.celik'] });
        await settled(id, 'y.haddad', 'accepted');
        const gone = await settled(id, 'm.aydogan', 'gone');
        assert.equal(gone?.last_status, 550);
        const progress = (await anna.call('GET', `/announcements/${id}/progress`)).json as {
          deliveriesByRoad: { push: Record<string, number>; mail: Record<string, number> };
        };
        const { accepted, gone: ended } = progress.deliveriesByRoad.mail;
        assert.deepEqual([accepted, ended], [1, 1]);
        const page = await anna.get(`/announcements/${id}/progress`);
        assert.match(page.text, /vom Mailserver angenommen|accepted by the mail server/);
        const figures = (await send(`${world().baseUrl}/metrics`, {})).text;
        assert.match(figures, /umlauf_deliveries_total\{transport="mail",outcome="accepted"\} \d+/);
        assert.match(figures, /umlauf_deliveries_total\{transport="mail",outcome="gone"\} 1/);
      });

      it('is counted before the release as it is sent after it', async () => {
        const { id } = await draftFor(anna, { teams: ['Frühschicht'] });
        const reach = (await anna.call('POST', `/announcements/${id}/reach`)).json as Record<
          string,
          number
        > & {
          unreachablePeople: { name: string }[];
        };
        await release(anna, id);
        const mailed = (
          await world().umlauf.db('deliveries').where({ announcement_id: id, transport: 'mail' })
        ).length;
        // Who has Umlauf open is counted there, and is mailed all the same.
        assert.equal(Number(reach['mail']) + Number(reach['page']), mailed);
        assert.ok(Number(reach['mail']) > 0);
        assert.ok(reach.unreachablePeople.some(({ name }) => name.includes('Çelik')));
      });

      it('reminds those without a device too, and tells nobody who has confirmed meanwhile', async () => {
        const { id } = await released(anna, { people: ['m.aydogan', 'y.haddad', 'h.celik'] });
        for (const login of ['m.aydogan', 'y.haddad']) await settled(id, login, 'accepted');
        await confirm(await world().signIn('y.haddad'), id);
        const look = await anna.get(`/announcements/${id}/reminder`);
        assert.match(look.text, /gets a mail|bekommt eine E-Mail/);
        assert.match(look.text, /Çelik/);
        const answer = await anna.call('POST', `/announcements/${id}/reminder`, undefined, {
          'idempotency-key': randomUUID(),
        });
        assert.deepEqual(
          Object.entries(answer.json as object).filter(([name]) => name !== 'id'),
          [
            ['recipients', 2],
            ['devices', 0],
            ['mails', 1],
          ],
        );
        const mail = await eventually(
          () => server.to(mailOf('m.aydogan')).filter(({ source }) => textOf(source).includes(id))[1],
          Boolean,
        );
        assert.match(header(mail, 'subject'), /^Noch nicht bestätigt, bitte bis /);
      });

      it('goes nowhere where a directory says what is no address, and no line of it becomes a header', async () => {
        const given = [
          ['m.aydogan', 'x@lindenhof.example\r\nBcc: evil@outside.example', 'Mehmet'],
          ['y.haddad', 'y.haddad@lindenhof.example', 'Y.\r\nBcc: evil@outside.example\r\n\r\nHaddad <a@b>'],
        ];
        const before = await world()
          .umlauf.db('people')
          .whereIn('login', ['m.aydogan', 'y.haddad'])
          .select('login', 'mail', 'name');
        const write = (rows: { login: string; mail: string; name: string }[]) =>
          world().umlauf.database.transaction(async (tx) => {
            for (const { login, mail, name } of rows)
              await tx('people').where({ login }).update({ mail, name });
          });
        await write(given.map(([login = '', mail = '', name = '']) => ({ login, mail, name })));
        const { id } = await released(anna, { people: ['m.aydogan', 'y.haddad'] });
        const mail = await mailFor(id, 'y.haddad');
        assert.equal(await rowOf(id, 'm.aydogan'), undefined);
        assert.ok(!mail.headers.has('bcc'));
        assert.deepEqual(mail.headers.get('to')?.length, 1);
        assert.equal(server.mails.filter(({ to }) => /evil|^a@b|^x@/.test(to)).length, 0);
        await write(before as { login: string; mail: string; name: string }[]);
      });

      it('reminds at the time that was planned, all who are outstanding where it is important, and once', async () => {
        // By day, wherever the tests run: at night it waits.
        world().clock.setTo(Date.parse('2026-12-08T09:00Z'));
        const deadlineAt = world().clock.now() + 2 * hourMs;
        const people = ['ben', 'm.aydogan', 'y.haddad', 'h.celik'];
        const draft = await draftFor(anna, { people, deadlineAt, priority: 'important' });
        const reminders = { reminders: ['90m'] };
        assert.equal((await anna.call('PATCH', `/announcements/${draft.id}`, reminders)).status, 200);
        const { id } = await release(anna, draft.id);
        for (const login of ['m.aydogan', 'y.haddad']) await settled(id, login, 'accepted');
        await confirm(await world().signIn('y.haddad'), id);
        world().clock.setTo(deadlineAt - 1.5 * hourMs);
        const remindersTo = (login: string) =>
          server
            .to(mailOf(login))
            .filter(({ source }) => textOf(source).includes(id))
            .filter((mail) => header(mail, 'subject').startsWith('Noch nicht bestätigt, bitte bis '));
        for (const login of ['m.aydogan', 'ben'])
          await eventually(
            () => remindersTo(login),
            ({ length }) => length === 1,
          );
        assert.deepEqual(remindersTo('y.haddad'), [], 'has confirmed');
        const [first, second] = server
          .to(mailOf('m.aydogan'))
          .filter(({ source }) => textOf(source).includes(id));
        assert.notEqual(
          header(first, 'message-id'),
          header(second, 'message-id'),
          'no repetition of the first',
        );
        assert.equal(await fireDue(world().umlauf), 0);
        const sent = await world().umlauf.db('reminders').where({ announcement_id: id });
        assert.equal(sent.length, 1);
      });
    },
    () => ({ ...server.settings, PUSH_ALLOWED_HOSTS: deafPushHost }),
  );
});
