import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { allRoutes } from '../server/routes.ts';
import { confirm, draftFor, release, submitted, teamId } from './support/announcing.ts';
import { answer, reply, type Given } from './support/answering.ts';
import { assertSatisfies } from './support/json-schema.ts';
import { send, type Answer, type Visitor } from './support/visitor.ts';
import { openWorld, type World } from './support/world.ts';

type Schema = { [key: string]: unknown };
type Content = { content?: Record<string, { schema: Schema }> };
type Parameter = { name: string; in: string; required?: boolean; schema: Schema };
type Operation = {
  summary: string;
  parameters: Parameter[];
  requestBody?: Content & { required: boolean };
  responses: Record<string, Content>;
};
type Document = {
  openapi: string;
  info: object;
  components: { securitySchemes: Record<string, { name?: string }> };
  paths: Record<string, Record<string, Operation>>;
};

describe('The OpenAPI document', () => {
  let world: World;
  let document: Document;
  let anna: Visitor;
  let ben: Visitor;

  before(async () => {
    world = await openWorld('SQLite');
    const answer = await send(`${world.baseUrl}/api/v1/openapi.json`, {});
    assert.equal(answer.status, 200);
    document = answer.json as Document;
    [anna, ben] = [await world.signIn('anna'), await world.signIn('ben')];
  });
  after(() => world.stop());

  function operationOf(call: string): Operation {
    const [method = '', path = ''] = call.split(' ');
    const operation = document.paths[`/api/v1${path}`]?.[method.toLowerCase()];
    assert.ok(operation, `the document has ${call}`);
    return operation;
  }

  function check(call: string, answer: Answer, status = 200): void {
    assert.equal(answer.status, status, answer.text);
    const type = status < 400 ? 'application/json' : 'application/problem+json';
    assert.equal(answer.headers.get('content-type')?.split(';')[0], type);
    const { responses } = operationOf(call);
    const schema = (responses[String(status)] ?? responses['default'])?.content?.[type]?.schema;
    assert.ok(schema, `${call} documents ${status}`);
    assertSatisfies(schema, answer.json, call);
  }

  it('names every call of the portal, each with a summary and its answers, and no other', () => {
    assert.match(document.openapi, /^3\.1\./);
    const written = Object.entries(document.paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method} ${path}`),
    );
    const wanted = allRoutes(world.umlauf, () => false)
      .filter(({ path }) => path.startsWith('/api/v1/') && path !== '/api/v1/openapi.json')
      .map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`);
    assert.deepEqual(written.sort(), wanted.sort());
    for (const operations of Object.values(document.paths)) {
      for (const { summary, responses } of Object.values(operations)) {
        assert.notEqual(summary, '');
        assert.ok(Object.keys(responses).length > 1);
      }
    }
  });

  it('names every parameter of a path, and the key that a change must carry', () => {
    for (const [path, operations] of Object.entries(document.paths)) {
      const expected = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      for (const { parameters } of Object.values(operations)) {
        assert.deepEqual(
          parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name),
          expected,
        );
      }
    }
    for (const [call, required] of [
      ['release', true],
      ['reminder', false],
      ['calls', false],
      ['resending', false],
      ['answers', false],
    ] as const) {
      const { parameters } = operationOf(`POST /announcements/{id}/${call}`);
      const header = parameters.find((parameter) => parameter.in === 'header');
      assert.deepEqual([header?.name, header?.required], ['Idempotency-Key', required]);
    }
  });

  it('says which bodies may be left out, and they may', async () => {
    const requests = Object.entries(document.paths).flatMap(([path, operations]) =>
      Object.entries(operations).map(([method, { requestBody }]) => ({
        call: `${method} ${path}`,
        requestBody,
      })),
    );
    const optional = requests
      .filter(({ requestBody }) => requestBody?.required === false)
      .map(({ call }) => call);
    const base = '/api/v1/announcements/{id}';
    const posted = ['approval', 'reminder', 'withdrawal'].map((verb) => `post ${base}/${verb}`);
    assert.deepEqual(optional.sort(), [`patch ${base}`, ...posted]);
    const { id } = await draftFor(anna, { people: ['ben'] });
    assert.equal((await anna.call('PATCH', `/announcements/${id}`)).status, 200);
    await release(anna, id);
    const key = { 'idempotency-key': randomUUID() };
    const reminded = await anna.call('POST', `/announcements/${id}/reminder`, undefined, key);
    assert.equal(reminded.status, 200, reminded.text);
    const recalled = await anna.call('POST', `/announcements/${id}/withdrawal`);
    assert.equal(recalled.status, 200, recalled.text);
    const { id: waiting } = await submitted(anna, {});
    const approved = await (
      await world.signIn('m.wojcik')
    ).call('POST', `/announcements/${waiting}/approval`);
    assert.equal(approved.status, 200, approved.text);
  });

  it('names the cookie as it is called in this house, on http and on https', async () => {
    const nameIn = (given: Document) => given.components.securitySchemes['session']?.name;
    assert.equal(nameIn(document), 'umlauf');
    const behindProxy = await openWorld('SQLite', { BASE_URL: 'https://umlauf.example', DEMO: '0' });
    const answer = await send(`${behindProxy.baseUrl}/api/v1/openapi.json`, {});
    assert.equal(nameIn(answer.json as Document), '__Host-umlauf');
    await behindProxy.stop();
  });

  it('is what the calls really answer', async () => {
    check('GET /me', await anna.call('GET', '/me'));
    check('GET /teams', await anna.call('GET', '/teams'));
    check('GET /teams/{id}', await anna.call('GET', `/teams/${await teamId(anna, 'Frühschicht')}`));
    check('GET /people', await anna.call('GET', '/people?q=ben'));
    const given = {
      title: 'Brandschutz',
      body: 'Bitte lesen.',
      priority: 'critical',
      acknowledgement: 'confirm',
    };
    const body = { ...given, audience: { people: [ben.personId], except: { teams: [] } } };
    assertSatisfies(
      operationOf('POST /announcements').requestBody?.content?.['application/json']?.schema ?? {},
      body,
      'draft',
    );
    const created = await anna.call('POST', '/announcements', body);
    check('POST /announcements', created, 201);
    const path = `/announcements/${(created.json as { id: string }).id}`;
    check('PATCH /announcements/{id}', await anna.call('PATCH', path, { title: 'Brandschutz im Lager' }));
    check('POST /announcements/{id}/reach', await anna.call('POST', `${path}/reach`));
    const key = { 'idempotency-key': randomUUID() };
    check('POST /announcements/{id}/release', await anna.call('POST', `${path}/release`, undefined, key));
    check('GET /announcements', await anna.call('GET', '/announcements'));
    check('GET /announcements/{id}', await anna.call('GET', path));
    check('GET /announcements/{id}', await ben.call('GET', path));
    check('GET /inbox', await ben.call('GET', '/inbox'));
    check('POST /announcements/{id}/reminder', await anna.call('POST', `${path}/reminder`, {}, key), 409);
    const reminder = { 'idempotency-key': randomUUID() };
    check('POST /announcements/{id}/reminder', await anna.call('POST', `${path}/reminder`, {}, reminder));
    const call = { personId: ben.personId, outcome: 'told' };
    check('POST /announcements/{id}/calls', await anna.call('POST', `${path}/calls`, call), 201);
    check('GET /announcements/{id}/calls', await anna.call('GET', `${path}/calls`));
    check('GET /announcements/{id}/resending', await anna.call('GET', `${path}/resending`));
    check('POST /announcements/{id}/resending', await anna.call('POST', `${path}/resending`), 409);
    const click = { version: 1, clientAckId: randomUUID() };
    for (const status of [201, 200]) {
      check(
        'POST /announcements/{id}/acknowledgement',
        await ben.call('POST', `${path}/acknowledgement`, click),
        status,
      );
    }
    check('GET /announcements/{id}/acknowledgement', await ben.call('GET', `${path}/acknowledgement`));
    check('GET /announcements/{id}', await ben.call('GET', path));
    check('GET /inbox', await ben.call('GET', '/inbox?state=all'));
    check('GET /announcements/{id}/progress', await anna.call('GET', `${path}/progress`));
    check('GET /announcements/{id}/recipients', await anna.call('GET', `${path}/recipients`));
    const { id: announcementId } = created.json as { id: string };
    const asked = await answer(ben, announcementId);
    check('POST /announcements/{id}/answers', asked, 201);
    const replied = await reply(anna, announcementId, (asked.json as Given).id, { publish: true });
    check('POST /announcements/{id}/answers/{answerId}/reply', replied);
    for (const person of [anna, ben])
      check('GET /announcements/{id}/answers', await person.call('GET', `${path}/answers`));
    const correction = { kind: 'material', body: 'Bitte noch einmal lesen.' };
    check('POST /announcements/{id}/correction', await anna.call('POST', `${path}/correction`, correction));
    check('GET /announcements/{id}', await ben.call('GET', path));
    check('POST /announcements/{id}/withdrawal', await anna.call('POST', `${path}/withdrawal`));
    check('GET /announcements/{id}', await ben.call('GET', path));
    const sendBack = { decision: 'send-back', note: 'Bitte kürzer.' };
    const waiting = `/announcements/${(await submitted(anna, {})).id}`;
    const second = await world.signIn('m.wojcik');
    check('POST /announcements/{id}/approval', await second.call('POST', `${waiting}/approval`, sendBack));
    check('POST /announcements/{id}/takeover', await anna.call('POST', `${waiting}/takeover`), 409);
  });

  it('is what refusals really look like', async () => {
    const { id } = await draftFor(anna, { people: ['ben'] });
    check('GET /announcements/{id}', await ben.call('GET', `/announcements/${id}`), 404);
    check('PATCH /announcements/{id}', await anna.call('PATCH', `/announcements/${id}`, { title: '' }), 422);
    check('GET /inbox', await anna.call('GET', '/inbox?limit=0'), 400);
    check('GET /me', await send(`${world.baseUrl}/api/v1/me`, {}), 401);
    await release(anna, id);
    await confirm(ben, id);
    check('GET /announcements/{id}/progress', await ben.call('GET', `/announcements/${id}/progress`), 403);
  });
});
