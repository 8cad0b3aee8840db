import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import {
  assertScimError,
  enterpriseUrn,
  groupUrn,
  provisioner,
  scimSettings,
  userUrn,
  type Resource,
} from '../../support/provisioner.ts';
import { changesNothing } from '../../support/table-prints.ts';
import { describeOnEachDatabase } from '../../support/world.ts';

type PersonRow = {
  id: string;
  login: string;
  name: string;
  sort_name: string;
  mail: string;
  department: string;
};

describeOnEachDatabase(
  'An identity provider that pushes people and groups',
  (world) => {
    const idp = () => provisioner(world());
    const personOf = async (login: string) =>
      (await world().umlauf.db('people').where({ source: 'scim', login }).whereNull('left_at').first()) as
        PersonRow | undefined;
    const membersOf = async (team: string) =>
      (await world()
        .umlauf.db('memberships')
        .join('teams', 'teams.id', 'team_id')
        .join('people', 'people.id', 'person_id')
        .where({ 'teams.source': 'scim', 'teams.name': team })
        .orderBy('people.login')
        .pluck('people.login')) as string[];

    it('is served as Entra ID asks: test of the connection, create, look up, change, disable, delete', async () => {
      const { ask, patch, granted, find } = idp();
      const userName = 'Test_User_ab6490ee@contoso.example';
      assert.equal((await find('Users', `userName eq "${randomUUID()}"`)).totalResults, 0);
      const externalId = '0a21f0f2-8d2a-4f8e-bf98-7363c4aed4ef';
      const created = await granted(
        201,
        ask('POST', '/Users', {
          schemas: [userUrn, enterpriseUrn],
          ...{ externalId, userName, active: true },
          emails: [{ primary: true, type: 'work', value: 'test.user@contoso.example' }],
          meta: { resourceType: 'User' },
          name: { formatted: 'givenName familyName', familyName: 'familyName', givenName: 'givenName' },
          roles: [],
          phoneNumbers: [{ type: 'work', value: '+49 30 1' }],
          [enterpriseUrn]: { department: 'Montage', employeeNumber: '7' },
        }),
      );
      assert.deepEqual(Object.keys(created).toSorted(), [
        ...['active', 'emails', 'externalId', 'id', 'meta', 'name', 'schemas'],
        ...[enterpriseUrn, 'userName'],
      ]);
      const { name, sort_name, mail, department } = (await personOf(userName)) ?? ({} as PersonRow);
      assert.deepEqual(
        [name, sort_name, mail, department],
        ['givenName familyName', 'familyName, givenName', 'test.user@contoso.example', 'Montage'],
      );
      const path = `/Users/${created.id}`;
      assert.deepEqual(await granted(200, ask('GET', path)), created);
      for (const filter of [
        `userName eq "${userName}"`,
        `userName eq "${userName.toUpperCase()}"`,
        `externalId eq "${externalId}"`,
        'emails[type eq "work"].value eq "test.user@contoso.example"',
        `id eq "${created.id}" and active eq true`,
      ])
        assert.deepEqual((await find('Users', filter)).Resources, [created], filter);

      const changed = await granted(
        200,
        patch(
          path,
          { op: 'Replace', path: 'emails[type eq "work"].value', value: 'new@contoso.example' },
          { op: 'Replace', path: 'name.familyName', value: 'updatedFamilyName' },
          { op: 'Add', path: 'phoneNumbers[type eq "mobile"].value', value: '1' },
          { op: 'Add', path: `${enterpriseUrn}:department`, value: 'Halle 3' },
          { op: 'Add', path: 'preferredLanguage', value: 'nl-NL' },
        ),
      );
      assert.deepEqual(changed['name'], { ...(created['name'] as object), familyName: 'updatedFamilyName' });
      const after = await personOf(userName);
      assert.deepEqual(
        [after?.mail, after?.department, after?.sort_name],
        ['new@contoso.example', 'Halle 3', 'updatedFamilyName, givenName'],
      );
      const renamed = { op: 'Replace', path: 'userName', value: '5b50642d@contoso.example' };
      assert.equal((await granted(200, patch(path, renamed)))['userName'], '5b50642d@contoso.example');
      assert.equal((await personOf('5b50642d@contoso.example'))?.id, after?.id, 'the account stays');

      const disabled = await granted(200, patch(path, { op: 'Replace', path: 'active', value: 'False' }));
      assert.equal(disabled['active'], false);
      assert.equal(await personOf('5b50642d@contoso.example'), undefined);
      assert.equal((await find('Users', 'userName eq "5b50642d@contoso.example"')).totalResults, 1);
      const restored = await granted(200, patch(path, { op: 'Replace', path: 'active', value: 'True' }));
      assert.equal(restored['active'], true);
      assert.equal((await personOf('5b50642d@contoso.example'))?.id, after?.id);
      await granted(204, ask('DELETE', path));
      assertScimError(await ask('GET', path), 404);
      assertScimError(await ask('DELETE', path), 404);
      assert.equal(await personOf('5b50642d@contoso.example'), undefined);
    });

    it('has its groups as Entra ID sends them', async () => {
      const { ask, patch, granted, find, createUser } = idp();
      const [ida, jo] = [await createUser('ida@entra'), await createUser('jo@entra')];
      const group = await granted(
        201,
        ask('POST', '/Groups', {
          schemas: [groupUrn, 'http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group'],
          ...{ externalId: '8aa1a0c0-c4c3-4bc0-b4a5-2ef676900159', displayName: 'Entra-Schicht' },
          meta: { resourceType: 'Group' },
        }),
      );
      assert.deepEqual(group['members'], []);
      const path = `/Groups/${group.id}`;
      const member = ({ id }: Resource) => ({ $ref: null, value: id });
      const add = { op: 'Add', path: 'members', value: [member(ida), member(jo)] };
      await granted(204, patch(path, add));
      assert.deepEqual(await membersOf('Entra-Schicht'), ['ida@entra', 'jo@entra']);
      await changesNothing(world().umlauf.db, async () => {
        await granted(204, patch(path, add));
      });
      const slim = await granted(200, ask('GET', `${path}?excludedAttributes=members`));
      assert.deepEqual(Object.keys(slim).toSorted(), ['displayName', 'externalId', 'id', 'meta', 'schemas']);
      const query = `excludedAttributes=members&filter=${encodeURIComponent('displayName eq "ENTRA-Schicht"')}`;
      const { Resources } = (await granted(200, ask('GET', `/Groups?${query}`))) as unknown as {
        Resources: object[];
      };
      assert.deepEqual(Resources, [slim]);
      assert.equal((await find('Groups', `id eq "${group.id}" and members eq "${jo.id}"`)).totalResults, 1);
      await granted(204, patch(path, { op: 'Remove', path: 'members', value: [member(jo)] }));
      assert.deepEqual(await membersOf('Entra-Schicht'), ['ida@entra']);
      assert.equal((await find('Groups', `id eq "${group.id}" and members eq "${jo.id}"`)).totalResults, 0);
      await granted(204, patch(path, { op: 'Replace', path: 'displayName', value: 'Entra-Spätschicht' }));
      assert.deepEqual(await membersOf('Entra-Spätschicht'), ['ida@entra']);
      await granted(204, ask('DELETE', path));
      assert.deepEqual(await membersOf('Entra-Spätschicht'), []);
      assertScimError(await ask('GET', path), 404);
    });

    it('is served as Okta asks: look up, create, whole replacement, deactivation without a path', async () => {
      const { ask, patch, granted } = idp();
      const query = `filter=${encodeURIComponent('userName eq "test.user@okta.local"')}&startIndex=1&count=100`;
      const empty = await granted(200, ask('GET', `/Users?${query}`));
      assert.deepEqual(
        [empty['totalResults'], empty['startIndex'], empty['itemsPerPage'], empty['Resources']],
        [0, 1, 0, []],
      );
      const profile = {
        ...{ schemas: [userUrn], userName: 'test.user@okta.local', displayName: 'Test User' },
        name: { givenName: 'Test', familyName: 'User' },
        emails: [{ primary: true, value: 'test.user@okta.local', type: 'work' }],
        ...{
          locale: 'en-US',
          externalId: '00ujl29u0le5T6Aj10h7',
          groups: [],
          password: '1mz050nq',
          active: true,
        },
      };
      const created = await granted(201, ask('POST', '/Users', profile));
      const path = `/Users/${created.id}`;
      assert.ok(!JSON.stringify(created).includes('1mz050nq'));
      const rest = { ...profile, externalId: undefined, active: undefined };
      const replaced = await granted(
        200,
        ask('PUT', path, {
          ...{ ...rest, id: created.id, meta: { resourceType: 'User' } },
          name: { givenName: 'Another', middleName: 'Excited', familyName: 'User' },
        }),
      );
      assert.deepEqual(replaced['name'], { givenName: 'Another', familyName: 'User' });
      assert.deepEqual([replaced['externalId'], replaced['active']], ['00ujl29u0le5T6Aj10h7', true]);
      const off = await granted(200, patch(path, { op: 'replace', value: { active: false } }));
      assert.equal(off['active'], false);
      const silent = await granted(200, ask('PUT', path, { ...rest, id: created.id }));
      assert.equal(silent['active'], false, 'nobody returns by a word that was not said');
      assertScimError(await ask('POST', '/Users', { ...profile, active: 'yes' }), 400, 'invalidValue');
    });

    it('has its groups as Okta sends them', async () => {
      const { ask, patch, granted, createUser } = idp();
      const [ida, jo] = [await createUser('ida@okta'), await createUser('jo@okta')];
      const body = { schemas: [groupUrn], displayName: 'Okta-Schicht', members: [] };
      const { id } = await granted(201, ask('POST', '/Groups', body));
      const path = `/Groups/${id}`;
      const member = ({ id: value, userName }: Resource) => ({ value, display: userName });
      await granted(204, patch(path, { op: 'add', path: 'members', value: [member(ida)] }));
      await granted(
        204,
        patch(
          path,
          { op: 'remove', path: `members[value eq "${ida.id}"]` },
          { op: 'add', path: 'members', value: [member(jo)] },
        ),
      );
      assert.deepEqual(await membersOf('Okta-Schicht'), ['jo@okta']);
      await granted(204, patch(path, { op: 'replace', value: { id, displayName: 'Okta-Nacht' } }));
      assert.deepEqual(await membersOf('Okta-Nacht'), ['jo@okta'], 'a new name takes nobody out');
      const everybody = { op: 'replace', path: 'members', value: [member(ida), member(jo)] };
      await granted(204, patch(path, everybody));
      assert.deepEqual(await membersOf('Okta-Nacht'), ['ida@okta', 'jo@okta']);
      await granted(
        200,
        ask('PUT', path, { ...body, id, displayName: 'Okta-Nacht', members: [member(ida)] }),
      );
      assert.deepEqual(await membersOf('Okta-Nacht'), ['ida@okta']);
      const unsaid = { ...body, members: undefined };
      await granted(200, ask('PUT', path, { ...unsaid, id, displayName: 'Okta-Tag' }));
      assert.deepEqual(await membersOf('Okta-Tag'), ['ida@okta'], 'nobody loses a team by what is not said');
      await granted(204, patch(path, { op: 'remove', path: 'members', value: [] }));
      assert.deepEqual(await membersOf('Okta-Tag'), ['ida@okta'], 'an empty list names nobody');
      await granted(204, patch(path, { op: 'remove', path: 'members' }));
      assert.deepEqual(await membersOf('Okta-Tag'), []);
    });

    it('reads page by page, each resource once', async () => {
      const { ask, granted, createUser } = idp();
      for (let at = 0; at < 5; at += 1) await createUser(`page-${at}`, { active: at % 2 === 0 });
      const seen: string[] = [];
      let total = Infinity;
      for (let startIndex = 1; startIndex <= total; startIndex += 2) {
        const list = await granted(200, ask('GET', `/Users?startIndex=${startIndex}&count=2`));
        total = Number(list['totalResults']);
        assert.equal(list['startIndex'], startIndex);
        seen.push(...(list['Resources'] as Resource[]).map(({ id }) => id));
      }
      assert.equal(seen.length, total);
      assert.equal(new Set(seen).size, total);
      const none = await granted(200, ask('GET', '/Users?count=0'));
      assert.deepEqual([none['totalResults'], none['Resources']], [total, []]);
      const few = await granted(200, ask('GET', '/Users?startIndex=0&count=-1'));
      assert.deepEqual([few['startIndex'], few['itemsPerPage']], [1, 0]);
      const only = await granted(200, ask('GET', '/Users?attributes=userName&count=1'));
      const [first] = only['Resources'] as Resource[];
      assert.deepEqual(Object.keys(first ?? {}).toSorted(), ['id', 'schemas', 'userName']);
    });

    it('is told what is taken here and what is kept', async () => {
      const { ask, granted } = idp();
      const config = await granted(200, ask('GET', '/ServiceProviderConfig'));
      assert.deepEqual(config['patch'], { supported: true });
      assert.deepEqual(config['bulk'], { supported: false, maxOperations: 0, maxPayloadSize: 0 });
      const types = (await granted(200, ask('GET', '/ResourceTypes')))['Resources'] as Resource[];
      assert.deepEqual(
        types.map(({ endpoint, schema }) => [endpoint, schema]),
        [
          ['/Users', userUrn],
          ['/Groups', groupUrn],
        ],
      );
      const schemas = (await granted(200, ask('GET', '/Schemas')))['Resources'] as Resource[];
      assert.deepEqual(schemas.map(({ id }) => id).toSorted(), [userUrn, groupUrn, enterpriseUrn].toSorted());
      const user = await granted(200, ask('GET', `/Schemas/${userUrn}`));
      assert.deepEqual(
        (user['attributes'] as { name: string }[]).map(({ name }) => name),
        ['userName', 'name', 'displayName', 'preferredLanguage', 'active', 'emails'],
      );
      assertScimError(await ask('GET', '/Schemas/urn:none'), 404);
      assertScimError(await ask('GET', '/Bulk'), 404);
      assertScimError(await ask('DELETE', '/Users'), 405);
    });
  },
  () => scimSettings,
);
