import assert from 'node:assert/strict';
import {
  assertScimError,
  enterpriseUrn,
  patchUrn,
  provisioner,
  scimSettings,
  userUrn,
  type Resource,
} from '../../support/provisioner.ts';
import { spoil } from '../../support/bad-input/spoil.ts';
import { unreadableBodies } from '../../support/bad-input/unreadable-bodies.ts';
import { changesNothing } from '../../support/table-prints.ts';
import { send, type Answer } from '../../support/visitor.ts';
import { describeOnEachDatabase, openWorld } from '../../support/world.ts';

describe('Without SCIM_TOKEN', () => {
  it('there is no such door, whatever one carries', async () => {
    const world = await openWorld('SQLite');
    const { ask } = provisioner(world);
    for (const answer of [
      await ask('GET', '/Users'),
      await ask('POST', '/Users', { schemas: [userUrn], userName: 'x' }),
      await provisioner(world, null).ask('GET', '/ServiceProviderConfig'),
      await provisioner(world, '').ask('GET', '/Users'),
    ])
      assertScimError(answer, 404);
    await world.stop();
  });
});

describeOnEachDatabase(
  'An identity provider that says what cannot be',
  (world, kind) => {
    const idp = () => provisioner(world());
    let user: Resource;
    let group: Resource;

    before(async () => {
      user = await idp().createUser('bad.scim', { name: { familyName: 'Bad' }, externalId: 'e-bad' });
      group = await idp().createGroup('Halle bad', [user.id]);
    });

    /** Every one is refused with its own status and type, and no row is another than before. */
    async function refused(cases: [what: string, answer: () => Promise<Answer>, ...wanted: unknown[]][]) {
      await changesNothing(world().umlauf.db, async () => {
        for (const [what, answer, status, type] of cases)
          try {
            assertScimError(await answer(), status as number, type as string | undefined);
          } catch (error) {
            throw new Error(what, { cause: error });
          }
      });
    }

    it('is refused for operations that make no sense, each with its type', async () => {
      const { ask, patch } = idp();
      const [ofUser, ofGroup] = [`/Users/${user.id}`, `/Groups/${group.id}`];
      const op =
        (path: string, ...operations: object[]) =>
        () =>
          patch(path, ...operations);
      const stranger = 'f'.repeat(32);
      const crowd = Object.fromEntries(Array.from({ length: 3000 }, (_, at) => [`part${at}`, 'x']));
      await refused([
        ['no operation', op(ofUser), 400, 'invalidValue'],
        [
          'no schema',
          () => ask('PATCH', ofUser, { Operations: [{ op: 'add', value: {} }] }),
          400,
          'invalidValue',
        ],
        ['an odd operation', op(ofUser, { op: 'move', path: 'active', value: true }), 400, 'invalidValue'],
        [
          'null',
          () => ask('PATCH', ofUser, { schemas: [patchUrn], Operations: [null] }),
          400,
          'invalidValue',
        ],
        ['no value', op(ofUser, { op: 'add', path: 'displayName' }), 400, 'invalidValue'],
        ['remove nothing', op(ofUser, { op: 'remove' }), 400, 'noTarget'],
        ['unknown path', op(ofUser, { op: 'replace', path: 'nonsense', value: 1 }), 400, 'invalidPath'],
        ['prototype', op(ofUser, { op: 'replace', path: '__proto__.x', value: 1 }), 400, 'invalidPath'],
        ['constructor', op(ofUser, { op: 'replace', path: 'constructor', value: 1 }), 400, 'invalidPath'],
        ['half a path', op(ofUser, { op: 'replace', path: 'emails[type eq', value: 1 }), 400, 'invalidPath'],
        ['no userName', op(ofUser, { op: 'remove', path: 'userName' }), 400, 'invalidValue'],
        ['empty userName', op(ofUser, { op: 'replace', path: 'userName', value: ' ' }), 400, 'invalidValue'],
        ['a name of letters', op(ofUser, { op: 'replace', path: 'name', value: 'x' }), 400, 'invalidValue'],
        [
          'active, perhaps',
          op(ofUser, { op: 'replace', path: 'active', value: 'perhaps' }),
          400,
          'invalidValue',
        ],
        ['active inside', op(ofUser, { op: 'replace', path: 'active.x', value: true }), 400, 'invalidPath'],
        [
          'another mail',
          op(ofUser, { op: 'replace', path: 'emails[type eq "home"].value', value: 'x' }),
          400,
          'noTarget',
        ],
        [
          'a long department',
          op(ofUser, { op: 'add', path: `${enterpriseUrn}:department`, value: 'x'.repeat(201) }),
          400,
          'invalidValue',
        ],
        [
          'one right, one wrong',
          op(
            ofUser,
            { op: 'replace', path: 'displayName', value: 'New' },
            { op: 'add', path: 'x', value: 1 },
          ),
          400,
          'invalidPath',
        ],
        [
          'backslashes',
          op(ofUser, { op: 'replace', path: `emails[value eq "${'\\'.repeat(900)}].value`, value: 'x' }),
          400,
          'invalidFilter',
        ],
        [
          'unknown member',
          op(ofGroup, { op: 'add', path: 'members', value: [{ value: stranger }] }),
          400,
          'invalidValue',
        ],
        [
          'one known, one not',
          op(ofGroup, { op: 'replace', path: 'members', value: [{ value: group.id }, { value: stranger }] }),
          400,
          'invalidValue',
        ],
        [
          'a member that is no id',
          op(ofGroup, { op: 'add', path: 'members', value: [{ value: 'a\u0000b' }] }),
          400,
          'invalidValue',
        ],
        ['members as words', op(ofGroup, { op: 'add', path: 'members', value: ['x'] }), 400, 'invalidValue'],
        [
          'a member’s name',
          op(ofGroup, { op: 'replace', path: 'members.display', value: 'x' }),
          400,
          'invalidPath',
        ],
        [
          'members by name',
          op(ofGroup, { op: 'remove', path: 'members[display eq "x"]' }),
          400,
          'invalidPath',
        ],
        ['half a filter', op(ofGroup, { op: 'remove', path: 'members[value eq x]' }), 400, 'invalidFilter'],
        ['no name', op(ofGroup, { op: 'remove', path: 'displayName' }), 400, 'invalidValue'],
        [
          'a group of another kind',
          () => ask('POST', '/Groups', { schemas: [userUrn], displayName: 'x' }),
          400,
          'invalidValue',
        ],
        [
          'a user of another kind',
          () => ask('POST', '/Users', { schemas: ['urn:x:y'], userName: 'x' }),
          400,
          'invalidValue',
        ],
        ['a list', () => ask('POST', '/Users', []), 400, 'invalidValue'],
        [
          'a name of thousands of parts',
          () => ask('POST', '/Users', { userName: 'x', name: crowd }),
          400,
          'invalidValue',
        ],
        [
          'a mail address of thousands of parts',
          op(ofUser, { op: 'add', path: 'emails', value: [{ ...crowd, value: 'x@example.org' }] }),
          400,
          'invalidValue',
        ],
        ['taken name', () => ask('POST', '/Groups', { displayName: 'HALLE BAD' }), 409, 'uniqueness'],
        [
          'taken externalId',
          () => ask('POST', '/Users', { userName: 'x', externalId: 'e-bad' }),
          409,
          'uniqueness',
        ],
        ['a login of the house', () => ask('POST', '/Users', { userName: 'ben' }), 409, 'uniqueness'],
        ['nobody', op(`/Users/${stranger}`, { op: 'replace', path: 'active', value: false }), 404],
        ['no id', () => ask('GET', '/Users/%00'), 404],
        ['no such group', () => ask('PUT', `/Groups/${stranger}`, { displayName: 'x' }), 404],
        ['a person as a group', () => ask('DELETE', `/Groups/${user.id}`), 404],
      ]);
    });

    it('is refused for filters and pages that make no sense', async () => {
      const { ask } = idp();
      const get = (query: string) => () => ask('GET', `/Users?${query}`);
      const filters = [
        ...[
          '',
          ' ',
          'userName',
          'userName eq',
          'userName sw "x"',
          'userName eq "x',
          'userName eq x',
          '(',
          '[',
        ],
        ...[
          'userName eq "x" or id eq "y"',
          'not (id eq "x")',
          'userName eq "x" and',
          'userName pr',
          '"a" eq "b"',
        ],
        ...['password eq "x"', 'constructor eq "x"', '__proto__ eq "x"', 'active eq "x"', 'userName eq true'],
        ...['emails[type].value eq "x"', `userName eq "${'\\'.repeat(500)}`, 'userName eq "\\u12"'],
      ];
      await refused([
        ...filters.map((filter): [string, () => Promise<Answer>, number, string] => [
          filter,
          get(`filter=${encodeURIComponent(filter)}`),
          ...([400, 'invalidFilter'] as const),
        ]),
        ['NUL', get('filter=userName%20eq%20%22%00%22'), 400, 'invalidValue'],
        [
          'NUL, escaped',
          get(`filter=${encodeURIComponent('userName eq "a\\u0000b"')}`),
          400,
          'invalidFilter',
        ],
        ['long', get(`filter=userName%20eq%20%22${'x'.repeat(2000)}%22`), 400, 'invalidValue'],
        ['twice', get('filter=a&filter=b'), 400, 'invalidValue'],
        ...['x', '1.5', '1e9', '', '99999999999'].map(
          (count): [string, () => Promise<Answer>, number, string] => [
            `count=${count}`,
            get(`count=${count}`),
            ...([400, 'invalidValue'] as const),
          ],
        ),
      ]);
    });

    it('is refused for bodies that are no JSON, too large, or of another kind', async () => {
      const authorization = `Bearer ${scimSettings.SCIM_TOKEN}`;
      const post = (body: string | Buffer, headers: Record<string, string>) => () =>
        send(`${world().baseUrl}/scim/v2/Users`, {
          method: 'POST',
          headers: { authorization, 'content-type': 'application/scim+json', ...headers },
          body: typeof body === 'string' ? body : new Uint8Array(body),
        });
      await changesNothing(world().umlauf.db, async () => {
        for (const { name, body, headers = {}, status } of unreadableBodies) {
          const answer = await post(body, headers)();
          assert.equal(answer.status, status, `${name}: ${answer.text}`);
          assert.match(answer.headers.get('content-type') ?? '', /^application\/scim\+json/, name);
        }
      });
      await refused([
        ['a form', post('userName=x', { 'content-type': 'application/x-www-form-urlencoded' }), 415],
        ['text', post('{"userName":"x"}', { 'content-type': 'text/plain' }), 415],
        ['5 MB', post(JSON.stringify({ userName: 'x'.repeat(5_000_000) }), {}), 413],
        ['nothing', () => idp().ask('POST', '/Users'), 400, 'invalidValue'],
        ['half', post('{"userName":', {}), 400, 'invalidSyntax'],
      ]);
    });

    it('never brings the house to its knees, whatever stands in a field', async () => {
      const { ask } = idp();
      const whole = {
        ...{ schemas: [userUrn], userName: 'fuzz', externalId: 'e', displayName: 'F', active: false },
        ...{ preferredLanguage: 'de', name: { familyName: 'F' }, emails: [{ value: 'x', type: 'work' }] },
        [enterpriseUrn]: { department: 'D' },
      };
      const change = {
        schemas: [patchUrn],
        Operations: [{ op: 'replace', path: 'displayName', value: 'x' }],
      };
      const fields = [
        'schemas',
        'userName',
        'externalId',
        'displayName',
        'active',
        'name',
        'emails',
        'name.familyName',
      ];
      const bodies: [method: string, path: string, body: string][] = [];
      for (const field of kind === 'SQLite' ? fields : ['externalId', 'name.familyName', 'displayName'])
        for (const { body } of spoil(whole, field)) bodies.push(['PUT', `/Users/${user.id}`, body]);
      for (const field of ['schemas', 'Operations'])
        for (const { body } of spoil(change, field)) bodies.push(['PATCH', `/Users/${user.id}`, body]);
      for (const target of [`/Users/${user.id}`, `/Groups/${group.id}`])
        for (const field of ['op', 'path', 'value'])
          for (const { body } of spoil({ op: 'replace', path: 'displayName', value: 'x' }, field))
            bodies.push(['PATCH', target, `{"schemas":["${patchUrn}"],"Operations":[${body}]}`]);
      for (const { body } of spoil({ displayName: 'x', members: [] }, 'members'))
        bodies.push(['PUT', `/Groups/${group.id}`, body]);
      for (const [method, path, body] of bodies) {
        const answer = await ask(method, path, body);
        assert.ok(answer.status < 500, `${method} ${path} ${body.slice(0, 200)}: ${answer.text}`);
      }
    });

    it('may put thousands into a group in one request, and take them out in another', async () => {
      const { ask, patch, granted, createGroup } = idp();
      const { umlauf } = world();
      const ids = Array.from({ length: 3000 }, (_, at) => at.toString(16).padStart(32, '0'));
      const now = Date.now();
      await umlauf.transaction(async (tx) => {
        for (const id of ids) {
          const names = { user_name: id, user_key: id, active: false };
          await tx('scim_people').insert({ id, person_key: id, ...names, created_at: now, changed_at: now });
        }
      });
      const { id } = await createGroup('Tausende');
      const value = ids.map((one) => ({ value: one, display: one }));
      await granted(204, patch(`/Groups/${id}`, { op: 'add', path: 'members', value }));
      const { members } = (await granted(200, ask('GET', `/Groups/${id}`))) as unknown as {
        members: object[];
      };
      assert.equal(members.length, ids.length);
      await refused([
        [
          'one of them unknown',
          () =>
            patch(`/Groups/${id}`, {
              op: 'add',
              path: 'members',
              value: [...value, { value: 'e'.repeat(32) }],
            }),
          ...([400, 'invalidValue'] as const),
        ],
      ]);
      await granted(204, patch(`/Groups/${id}`, { op: 'Remove', path: 'members', value: value.slice(1) }));
      const rest = (await granted(200, ask('GET', `/Groups/${id}`))) as unknown as { members: object[] };
      assert.equal(rest.members.length, 1);
    });
  },
  () => scimSettings,
);
