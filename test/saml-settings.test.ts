import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../server/config.ts';
import { SettingFault } from '../server/setting-fault.ts';
import { idpMetadata, makeKeyPair } from './support/forging-idp.ts';
import { openWorld } from './support/world.ts';

describe('The settings of SAML', () => {
  let folder: string;
  let metadata: string;
  let file: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'umlauf-saml-'));
    const { certificate } = await makeKeyPair('own');
    metadata = idpMetadata([certificate]);
    file = join(folder, 'idp.xml');
    await writeFile(file, metadata);
  });
  after(() => rm(folder, { recursive: true }));

  const refuses = (environment: Record<string, string>, words: RegExp): void => {
    assert.throws(
      () => readConfig(environment),
      (error: unknown) => error instanceof SettingFault && words.test(error.message),
    );
  };

  it('end the demo, and name this portal by the address of its metadata', () => {
    const { demo, saml } = readConfig({ SAML_IDP_METADATA: file, BASE_URL: 'https://umlauf.example' });
    assert.deepEqual([demo, saml?.entityId], [false, 'https://umlauf.example/sign-in/saml/metadata']);
  });

  it('take a name and attributes of one’s own', () => {
    const given = { SAML_IDP_METADATA: file, SAML_ENTITY_ID: 'urn:haus', SAML_ATTRIBUTE_LOGIN: 'kennung' };
    const { saml } = readConfig({ ...given, SAML_ATTRIBUTE_ID: 'objectGUID' });
    assert.deepEqual(
      [saml?.entityId, saml?.attributes.login, saml?.attributes.id],
      ['urn:haus', ['kennung'], 'objectGUID'],
    );
  });

  it('that are half made stop the start', () => {
    refuses({ SAML_ENTITY_ID: 'urn:haus' }, /^SAML_IDP_METADATA is missing.*SAML_ENTITY_ID.*\.$/);
    refuses({ SAML_IDP_METADATA: join(folder, 'nowhere') }, /SAML_IDP_METADATA names a file/);
    refuses({ SAML_IDP_METADATA: 'http://idp.example/metadata' }, /^SAML_IDP_METADATA.*https/);
  });

  it('refuse metadata with which nobody could sign in', async () => {
    const role = /<md:IDPSSODescriptor[\s\S]*<\/md:IDPSSODescriptor>/.exec(metadata)?.[0] ?? '';
    const bent: [string, RegExp][] = [
      ['idp', /not XML/],
      [metadata.replace('<md:Entity', '<!DOCTYPE x><md:Entity'), /DOCTYPE/],
      [metadata.replace(role, role + role), /describes 2/],
      [metadata.replace(role, ''), /describes 0/],
      [metadata.replace(/<md:KeyDescriptor[\s\S]*KeyDescriptor>/, ''), /no signing certificate/],
      [metadata.replace(/MII[A-Za-z0-9+/]{40}/, 'MIIx'), /certificates is none/],
      [metadata.replace(/<md:SingleSignOnService[^>]*>/, ''), /sign-on address/],
      [metadata.replace(/entityID="[^"]*"/, ''), /entityID/],
    ];
    for (const [text, words] of bent) {
      const odd = join(folder, 'odd.xml');
      await writeFile(odd, text);
      refuses({ SAML_IDP_METADATA: odd }, words);
    }
  });

  it('whose address nobody answers stop the start in one sentence', async () => {
    await assert.rejects(
      openWorld('SQLite', { SAML_IDP_METADATA: 'http://127.0.0.1:9/metadata' }),
      (error: unknown) => error instanceof SettingFault && /^SAML_IDP_METADATA [^\n]+\.$/.test(error.message),
    );
  });
});
