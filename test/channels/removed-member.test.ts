import assert from 'node:assert/strict';
import { io, type Socket } from 'socket.io-client';
import { companyDirectory, companyPassword as password } from '../support/company-directory.ts';
import { changesFor, opened, post, say, textsFor } from '../support/chatting.ts';
import { eventually } from '../support/eventually.ts';
import { replacement } from '../support/ldif.ts';
import { createListeners } from '../support/listener.ts';
import { startSlapd, type Slapd } from '../support/slapd.ts';
import type { Visitor } from '../support/visitor.ts';
import { describeOnEachDatabase } from '../support/world.ts';

const withinMs = 15_000;

describe('Whoever is taken out of a group of the directory (T02)', function () {
  this.timeout(90_000);
  let slapd: Slapd;
  before(async () => {
    slapd = await startSlapd();
    await companyDirectory(slapd).fill();
  });
  after(() => slapd.stop());

  describeOnEachDatabase(
    'while its channel is open on his page',
    (world) => {
      const { connect, closeAll } = createListeners(() => world().baseUrl);
      afterEach(closeAll);
      const enter = (login: string) => world().signIn(login, { password });
      const directory = () => companyDirectory(slapd);
      const setMembers = async (logins: string[]) => {
        const members = logins.map(directory().personDn);
        await slapd.apply(replacement(directory().groupDn('Brandschutz'), 'member', members));
      };
      const isMember = async ({ personId }: Visitor, channelId: string): Promise<boolean> =>
        (await world().umlauf.db('channel_members').where({ person_id: personId, channel_id: channelId }))
          .length === 1;
      const becomes = (person: Visitor, channelId: string, member: boolean) =>
        eventually(
          () => isMember(person, channelId),
          (seen) => seen === member,
          withinMs,
        );
      const known = async (): Promise<unknown[]> => {
        const { db } = world().umlauf;
        const inTeam = db('memberships')
          .join('teams', 'teams.id', 'memberships.team_id')
          .join('people', 'people.id', 'memberships.person_id')
          .where({ 'teams.name': 'Brandschutz' });
        return inTeam.pluck('people.login') as Promise<unknown[]>;
      };
      before(async () => {
        await setMembers(['ben', 'clara', 'dora']);
        await eventually(known, (logins) => logins.length === 3, withinMs);
      });

      /** Every way that he had. */
      async function waysOf(ben: Visitor, channelId: string, own: number): Promise<number[]> {
        const at = `/channels/${channelId}`;
        const asked = [
          await ben.call('GET', at),
          await ben.call('GET', `${at}/members`),
          await ben.call('GET', `${at}/messages`),
          await ben.call('GET', `${at}/messages?before=3`),
          await ben.call('GET', `${at}/changes?since=0`),
          await post(ben, channelId, 'Ich noch einmal'),
          await ben.call('PATCH', `${at}/messages/${own}`, { text: 'Anders' }),
          await ben.call('DELETE', `${at}/messages/${own}`),
          await ben.call('PUT', `${at}/messages/${own}/reactions/${encodeURIComponent('👍')}`),
          await ben.call('PUT', `${at}/read`, { seq: own }),
        ];
        return asked.map(({ status }) => status);
      }

      for (const history of ['joining', 'whole'] as const)
        it(`gets nothing that comes after it, by no way, and what he may see when he is back (${history})`, async () => {
          const [ben, clara, deniz] = [await enter('ben'), await enter('clara'), await enter('deniz')];
          const channelId = await opened(world().umlauf, deniz, { teams: ['Brandschutz'], history });
          const [page, other] = [await connect(ben), await connect(clara)];
          const own = await say(ben, channelId, 'Wer hat die Schlüssel?');
          const hers = await say(clara, channelId, 'Ich, in Halle 3.');
          await page.hears('message:posted', 2);

          await setMembers(['clara', 'dora']);
          await becomes(ben, channelId, false);
          const since = page.heard.length;
          await say(clara, channelId, 'S1: unter uns gesagt');
          const at = `/channels/${channelId}/messages`;
          assert.equal(
            (await clara.call('PATCH', `${at}/${hers.seq}`, { text: 'Bei mir zu Hause.' })).status,
            200,
          );
          assert.deepEqual(await other.ask('channel:typing', { channelId }), { ok: true });
          await other.hears('message:posted', 3);
          await other.hears('message:changed');
          await page.hears('membership:changed');
          const later = page.heard.slice(since).map(({ event }) => event);
          assert.deepEqual(
            later.filter((event) => event !== 'membership:changed'),
            [],
          );
          assert.deepEqual(new Set(await waysOf(ben, channelId, own.seq)), new Set([404]));
          assert.deepEqual(await page.ask('channel:typing', { channelId }), { ok: false, code: 'not-found' });
          const list = (await ben.call('GET', '/channels')).json as { items: { id: string }[] };
          assert.ok(list.items.every(({ id }) => id !== channelId));
          assert.equal((await ben.get(`/channels/${channelId}`)).status, 404);

          // His old session is still his; with what he kept of his connection he comes to nothing.
          page.close();
          const past = await comeBack(ben);
          await say(clara, channelId, 'S2: und noch etwas');
          assert.equal((await clara.call('DELETE', `${at}/${hers.seq}`)).status, 200);
          await other.hears('message:changed', 2);
          assert.deepEqual([past.socket.recovered, past.heard], [undefined, []]);
          past.socket.close();

          await setMembers(['ben', 'clara', 'dora']);
          await becomes(ben, channelId, true);
          const returned = await connect(ben);
          await say(clara, channelId, 'S3: wieder da');
          await returned.hears('message:posted');
          const seen = ['S3: wieder da'];
          const all = ['Wer hat die Schlüssel?', '', 'S1: unter uns gesagt', 'S2: und noch etwas', ...seen];
          assert.deepEqual(await textsFor(ben, channelId), history === 'whole' ? all : seen);
          const caughtUp = (await changesFor(ben, channelId)).items.map(({ text }) => text);
          assert.deepEqual(caughtUp.sort(), (history === 'whole' ? all : seen).toSorted());
        });

      /** With the session of before and all that a client keeps of a connection: its id, and the last that it heard. */
      async function comeBack({ cookie }: Visitor): Promise<{ socket: Socket; heard: unknown[] }> {
        const socket = io(world().baseUrl, {
          ...{ transports: ['websocket'], forceNew: true, reconnection: false },
          ...{ extraHeaders: { cookie }, auth: { pid: 'x'.repeat(20), offset: 'y'.repeat(7) } },
        });
        const heard: unknown[] = [];
        socket.onAny((...event: unknown[]) => heard.push(event));
        await new Promise((resolve) => socket.once('connect', () => resolve(null)));
        return { socket, heard };
      }
    },
    () => companyDirectory(slapd).settings(slapd),
  );
});
