import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { House } from '../../server/umlauf.ts';
import { confirm, draftFor, release } from '../support/announcing.ts';
import { eventually } from '../support/eventually.ts';
import { join, leave } from '../support/membership.ts';
import { turnOnNotices } from '../support/push-devices.ts';
import type { PushService } from '../support/push-service/push-service.ts';
import { signIn, type Visitor } from '../support/visitor.ts';

type Given = { baseUrl: string; house: House; clock: { at: number }; service: PushService };

/** Three days in a small house, after which every kind of row is there. Answers what Ben and Deniz hold in their hands. */
export async function liveThrough({ baseUrl, house, clock, service }: Given) {
  const at = (time: string): void => {
    clock.at = Date.parse(time);
  };
  const comes = (login: string): Promise<Visitor> => signIn(baseUrl, login);
  const answers = async (answer: Promise<{ status: number; text: string }>, status: number) => {
    const given = await answer;
    assert.equal(given.status, status, given.text);
    return given.text;
  };

  at('2026-11-16T05:50:00Z');
  const [anna, ben, clara] = [await comes('anna'), await comes('ben'), await comes('clara')];
  const [mehmet, hueseyin, yasmin] = [
    await comes('m.aydogan'),
    await comes('h.celik'),
    await comes('y.haddad'),
  ];
  await signIn(baseUrl, 'l.bouazza', { shared: true });
  await answers(clara.post('/me/language', { language: 'en' }), 303);
  for (const person of [ben, mehmet, hueseyin, yasmin])
    await turnOnNotices(person, service, house.config.dataDir);
  const devices = (await house.db('push_subscriptions').select('person_id', 'endpoint')) as {
    person_id: string;
    endpoint: string;
  }[];
  const endpointOf = ({ personId }: Visitor) =>
    devices.find(({ person_id }) => person_id === personId)?.endpoint ?? '';
  await service.script({ endpoint: endpointOf(hueseyin), answer: 503 });
  await service.script({ endpoint: endpointOf(yasmin), answer: 410 });

  at('2026-11-16T06:10:00Z');
  const gasAlarm = await draftFor(anna, {
    ...{ title: 'Halle 3 heute nicht betreten', body: 'Gasalarm in **Halle 3**. Benutzen Sie *Tor 2*.' },
    ...{ deadlineAt: Date.parse('2026-11-16T14:00:00Z'), teams: ['Frühschicht'] },
  });
  await release(anna, gasAlarm.id);
  await settle(house, 4);
  at('2026-11-16T06:12:00Z');
  await answers(confirm(ben, gasAlarm.id), 201);
  at('2026-11-16T07:30:00Z');
  await answers(confirm(yasmin, gasAlarm.id), 201);
  at('2026-11-16T11:00:00Z');
  await leave(house, 's.sahin', 'Frühschicht');
  at('2026-11-16T13:00:00Z');
  await answers(anna.call('GET', `/announcements/${gasAlarm.id}/recipients?state=outstanding`), 200);
  const key = { 'idempotency-key': randomUUID() };
  await answers(anna.call('POST', `/announcements/${gasAlarm.id}/reminder`, undefined, key), 200);
  await settle(house, 6);
  at('2026-11-16T15:20:00Z');
  await answers(confirm(mehmet, gasAlarm.id), 201);
  at('2026-11-16T16:00:00Z');
  await leave(house, 'y.haddad', 'Frühschicht');

  at('2026-11-17T08:00:00Z');
  const assembly = await draftFor(anna, {
    ...{
      title: 'Betriebsversammlung am 10. Dezember',
      body: 'Um 14 Uhr in der Kantine.\n\n- Rückblick\n- Fragen',
    },
    ...{ priority: 'important', deadlineAt: Date.parse('2026-12-10T12:00:00Z'), teams: ['Beide Werke'] },
    ...{ people: ['clara'], exceptPeople: ['a.kaminska'] },
  });
  await release(anna, assembly.id);
  await answers(confirm(clara, assembly.id), 201);
  const menu = await draftFor(anna, {
    ...{ title: 'Neuer Speiseplan', body: 'Ab Montag gibt es *zwei* Gerichte.', everyone: true },
    ...{ priority: 'normal', acknowledgement: 'none', deadlineAt: null },
  });
  await release(anna, menu.id);
  await join(house, 's.sahin', 'Spätschicht');

  at('2026-11-18T09:00:00Z');
  await answers(ben.post('/me/tokens', { name: 'Schichtplan', scope: 'read' }), 200);
  const { id: lapsed } = (await house.db('tokens').first('id')) as { id: string };
  await answers(ben.post(`/me/tokens/${lapsed}/revocation`), 303);
  const made = await answers(
    (await comes('deniz')).post('/me/tokens', { name: 'Anzeige', scope: 'read' }),
    200,
  );
  const token = /umlauf_[\w-]{43}/.exec(made)?.[0] ?? '';
  assert.notEqual(token, '');
  await answers((await comes('esther')).post('/sign-out'), 303);
  const gone = await draftFor(anna, { title: 'Zu früh', people: ['ben'] });
  await answers(anna.post(`/announcements/${gone.id}/deletion`), 303);
  await draftFor(anna, {
    title: 'Inventur',
    deadlineAt: Date.parse('2026-12-20T12:00:00Z'),
    people: ['ben'],
  });
  await settle(house, 10);
  return { 'cookie of ben': ben.cookie, 'token of deniz': token, until: new Date(clock.at).toISOString() };
}

/** No push is on its way any more, and so many were queued by now. */
async function settle(house: House, count: number): Promise<void> {
  const states = () =>
    house.db('deliveries').select('state', 'attempts') as Promise<{ state: string; attempts: number }[]>;
  await eventually(
    states,
    (rows) =>
      rows.length >= count && rows.every(({ state, attempts }) => state !== 'sending' && attempts > 0),
  );
}
