import assert from 'node:assert/strict';
import { createSign } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { newId } from '../../../server/platform/ids.ts';
import { listen } from '../../support/listener.ts';
import {
  assertionOf,
  forgedIdp,
  genuineWords,
  idpMetadata,
  makeKeyPair,
  responseOf,
  sign,
  type KeyPair,
  type Words,
} from '../../support/forging-idp.ts';
import { comeBack, sessionOf, setOut } from '../../support/saml-visitor.ts';
import { send, type Answer } from '../../support/visitor.ts';
import { openWorld, type World } from '../../support/world.ts';

const rsaSha256 = 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256';
type Session = { cookie: string; words: Words };

describe('A logout that the identity provider asks for', () => {
  let folder: string;
  let world: World;
  let own: KeyPair;
  let foreign: KeyPair;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'umlauf-saml-'));
    [own, foreign] = (await Promise.all(['own', 'foreign'].map(makeKeyPair))) as [KeyPair, KeyPair];
    await writeFile(join(folder, 'idp.xml'), idpMetadata([own.certificate]));
    world = await openWorld('SQLite', { SAML_IDP_METADATA: join(folder, 'idp.xml') });
  });
  after(async () => {
    await world.stop();
    await rm(folder, { recursive: true, force: true });
  });

  async function signIn(): Promise<Session> {
    const journey = await setOut(world.baseUrl);
    const words = genuineWords(world.umlauf.config.baseUrl, journey.requestId);
    const response = responseOf(words, sign(assertionOf(words), 'Assertion', own));
    return { words, cookie: sessionOf(await comeBack(world.baseUrl, journey, response)) };
  }
  const isIn = async ({ cookie }: Session): Promise<boolean> =>
    (await send(`${world.baseUrl}/api/v1/me`, { headers: { cookie } })).status === 200;

  type Bend = Partial<{
    issuer: string;
    destination: string;
    at: number;
    nameId: string;
    index: string;
    id: string;
  }>;
  function requestFor({ words }: Session, bend: Bend = {}): string {
    const destination = bend.destination ?? `${world.umlauf.config.baseUrl}/sign-in/saml/logout`;
    const index = bend.index ?? words.sessionIndex;
    return `<samlp:LogoutRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="${bend.id ?? `_${newId()}`}" Version="2.0" IssueInstant="${words.at(bend.at ?? 0)}" Destination="${destination}"><saml:Issuer>${bend.issuer ?? forgedIdp}</saml:Issuer>${bend.nameId ?? words.nameId}${index === '' ? '' : `<samlp:SessionIndex>${index}</samlp:SessionIndex>`}</samlp:LogoutRequest>`;
  }

  type Signing = { by?: KeyPair; algorithm?: string; hash?: string };
  function signed(
    message: string | Buffer,
    { by = own, algorithm = rsaSha256, hash = 'sha256' }: Signing = {},
  ): string {
    const packed = deflateRawSync(message).toString('base64');
    const query = new URLSearchParams({
      SAMLRequest: packed,
      RelayState: 'theirs',
      SigAlg: algorithm,
    }).toString();
    const signature = createSign(hash).update(query).sign(by.key, 'base64');
    return `${query}&Signature=${encodeURIComponent(signature)}`;
  }
  const ask = (query: string): Promise<Answer> => send(`${world.baseUrl}/sign-in/saml/logout?${query}`, {});

  it('ends the session that it names, with its socket, and answers', async () => {
    const [here, elsewhere] = [await signIn(), await signIn()];
    const listener = await listen(world.baseUrl, { cookie: here.cookie });
    const answer = await ask(signed(requestFor(here)));
    assert.equal(answer.status, 303);
    const location = new URL(answer.headers.get('location') ?? '');
    assert.equal(location.origin + location.pathname, `${forgedIdp}/slo`);
    assert.deepEqual(
      [location.searchParams.has('SAMLResponse'), location.searchParams.get('RelayState')],
      [true, 'theirs'],
    );
    assert.deepEqual([await isIn(here), await isIn(elsewhere)], [false, true]);
    await listener.hears('session:ended');
    const person: unknown = await world.umlauf.db('people').where({ login: 'ben' }).first('left_at');
    assert.deepEqual(person, { left_at: null });
  });

  it('without an index ends all sessions of the person', async () => {
    const [one, two] = [await signIn(), await signIn()];
    await ask(signed(requestFor(one, { index: '' })));
    assert.deepEqual([await isIn(one), await isIn(two)], [false, false]);
  });

  const refused: [title: string, query: (session: Session) => string][] = [
    [
      'unsigned',
      (session) =>
        new URLSearchParams({
          SAMLRequest: deflateRawSync(requestFor(session)).toString('base64'),
        }).toString(),
    ],
    ['signed by a key of nobody', (session) => signed(requestFor(session), { by: foreign })],
    [
      'with another signature than that of its text',
      (session) => signed(requestFor(session)).replace('theirs', 'mine'),
    ],
    [
      'signed with SHA-1',
      (session) =>
        signed(requestFor(session), {
          algorithm: 'http://www.w3.org/2000/09/xmldsig#rsa-sha1',
          hash: 'sha1',
        }),
    ],
    [
      'with a second request before the signed one',
      (session) => `SAMLRequest=x&${signed(requestFor(session))}`,
    ],
    ['of another issuer', (session) => signed(requestFor(session, { issuer: 'https://elsewhere.example' }))],
    [
      'for another destination',
      (session) => signed(requestFor(session, { destination: 'https://elsewhere.example' })),
    ],
    ['from yesterday', (session) => signed(requestFor(session, { at: -86_400 }))],
    ['without a NameID', (session) => signed(requestFor(session, { nameId: '' }))],
    ['with a document type', (session) => signed(`<!DOCTYPE x>${requestFor(session)}`)],
    ['that unfolds without end', () => signed(Buffer.alloc(8_000_000, ' '))],
    ['that cannot be unfolded', () => 'SAMLRequest=AAAA'],
  ];
  for (const [title, query] of refused) {
    it(`ends nothing when it comes ${title}`, async () => {
      const session = await signIn();
      const { status } = await ask(query(session));
      assert.deepEqual([status, await isIn(session)], [403, true]);
    });
  }

  it('ends nothing a second time', async () => {
    const session = await signIn();
    const query = signed(requestFor(session, { index: '' }));
    assert.equal((await ask(query)).status, 303);
    const later = await signIn();
    assert.deepEqual([(await ask(query)).status, await isIn(later)], [403, true]);
  });

  it('that was signed out here leads to the identity provider once, and to nobody else', async () => {
    const { cookie } = await signIn();
    const { csrfToken } = (await send(`${world.baseUrl}/api/v1/me`, { headers: { cookie } })).json as {
      csrfToken: string;
    };
    const body = new URLSearchParams({ _csrf: csrfToken });
    const answer = await send(`${world.baseUrl}/sign-out`, { method: 'POST', headers: { cookie }, body });
    assert.equal(answer.headers.get('location'), '/sign-in');
    const leaving =
      answer.headers.getSetCookie().find((line) => line.startsWith('umlauf-saml-leaving=')) ?? '';
    const page = await send(`${world.baseUrl}/sign-in`, { headers: { cookie: leaving.split(';')[0] ?? '' } });
    assert.match(
      page.headers.get('refresh') ?? '',
      /^0; url=https:\/\/idp\.forged\.example\/idp\/slo\?SAMLRequest=/,
    );
    assert.match(page.headers.getSetCookie().join(), /umlauf-saml-leaving=;/);
    for (const planted of ['https%3A%2F%2Felsewhere.example%2F', '%', 'javascript%3Aalert(1)']) {
      const headers = { cookie: `umlauf-saml-leaving=${planted}` };
      assert.equal((await send(`${world.baseUrl}/sign-in`, { headers })).headers.get('refresh'), null);
    }
  });

  it('finds what it needs in our metadata', async () => {
    const { status, text, headers } = await send(`${world.baseUrl}/sign-in/saml/metadata`, {});
    assert.deepEqual(
      [status, headers.get('content-type')?.split(';')[0]],
      [200, 'application/samlmetadata+xml'],
    );
    const { baseUrl } = world.umlauf.config;
    for (const part of [
      `entityID="${baseUrl}/sign-in/saml/metadata"`,
      `HTTP-Redirect" Location="${baseUrl}/sign-in/saml/logout"`,
      `HTTP-POST" Location="${baseUrl}/sign-in/saml/callback"`,
      'WantAssertionsSigned="true"',
    ])
      assert.ok(text.includes(part), part);
  });
});
