import {
  assertionOf,
  attribute,
  forgedIdp,
  persistent,
  responseOf,
  sign,
  type KeyPair,
  type Words,
} from './forging-idp.ts';
import { setOut, type Journey } from './saml-visitor.ts';
import { send, type Answer } from './visitor.ts';

export type Forge = {
  keys: { own: KeyPair; foreign: KeyPair };
  publicUrl: string;
  genuine: (words: Words, how?: { by?: KeyPair; as?: 'Assertion' | 'Response' }) => string;
};

type Bent = { response: string | Buffer; journey?: Partial<Journey> } | { answer: Promise<Answer> };
type Bend = (words: Words, forge: Forge, journey: Journey, baseUrl: string) => Bent | Promise<Bent>;

/** The words are bent and then signed, by the assertion and again as a whole: a signature vouches for nothing else. */
function bentWords(title: string, change: (words: Words) => Partial<Words>): { title: string; bend: Bend }[] {
  return (['Assertion', 'Response'] as const).map((as) => ({
    title: `${title} (${as} signed)`,
    bend: (words, { genuine }) => ({ response: genuine({ ...words, ...change(words) }, { as }) }),
  }));
}

/** The text is bent after it has been signed. */
const bentText = (
  title: string,
  change: (response: string, forge: Forge, words: Words) => string | Buffer,
) => ({
  title,
  bend: ((words, forge) => ({ response: change(forge.genuine(words), forge, words) })) as Bend,
});

const nameId = (inner: string, format = persistent): string =>
  `<saml:NameID Format="${format}">${inner}</saml:NameID>`;
const audience = (name: string): string =>
  `<saml:AudienceRestriction><saml:Audience>${name}</saml:Audience></saml:AudienceRestriction>`;
const status = (name: string): string =>
  `<samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:${name}"/>`;
const signatureOf = (xml: string): string =>
  /<(ds:)?Signature[\s\S]*<\/(ds:)?Signature>/.exec(xml)?.[0] ?? '';
const anna = (words: Words): Words => ({ ...words, nameId: nameId('anna-for-ever'), assertionId: '_evil' });
const [sha1, digest1] = [
  'http://www.w3.org/2000/09/xmldsig#rsa-sha1',
  'http://www.w3.org/2000/09/xmldsig#sha1',
];

export const bendings: { title: string; bend: Bend }[] = [
  ...bentWords('for another destination', () => ({ destination: 'https://elsewhere.example/acs' })),
  ...bentWords('with an empty destination', () => ({ destination: '' })),
  ...bentWords('for another recipient', () => ({ recipient: 'https://elsewhere.example/acs' })),
  ...bentWords('without a recipient', () => ({ recipient: null })),
  ...bentWords('confirmed by the sender who vouches', () => ({
    method: 'urn:oasis:names:tc:SAML:2.0:cm:sender-vouches',
  })),
  ...bentWords('confirmed by whoever holds a key', () => ({
    method: 'urn:oasis:names:tc:SAML:2.0:cm:holder-of-key',
  })),
  ...bentWords('of another issuer', () => ({ issuer: 'https://elsewhere.example/idp' })),
  ...bentWords('in a response of another issuer', () => ({
    responseIssuer: 'https://elsewhere.example/idp',
  })),
  ...bentWords('without an issuer', () => ({ issuer: null })),
  ...bentWords('whose status is a failure', () => ({ status: status('Responder') })),
  ...bentWords('whose status is denied beside an assertion', () => ({ status: status('RequestDenied') })),
  ...bentWords('with two statuses', () => ({ status: status('Success') + status('Responder') })),
  ...bentWords('without a status', () => ({ status: '' })),
  ...bentWords('without a NameID', () => ({ nameId: '' })),
  ...bentWords('with an attribute in place of the NameID', (words) => ({
    nameId: '',
    attributes: words.attributes + attribute('nameID', 'anna-for-ever'),
  })),
  ...bentWords('with an empty NameID', () => ({ nameId: nameId('') })),
  ...bentWords('with a blank NameID', () => ({ nameId: nameId('  ') })),
  ...bentWords('with two NameIDs', () => ({ nameId: nameId('ben-for-ever') + nameId('anna-for-ever') })),
  ...bentWords('with an element inside the NameID', () => ({ nameId: nameId('anna-for-ever<x/>ben') })),
  ...bentWords('with a transient NameID', () => ({
    nameId: nameId('_once', 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient'),
  })),
  ...bentWords('with a mail address for a NameID', () => ({
    nameId: nameId('ben@lindenhof.example', 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress'),
  })),
  ...bentWords('with an attribute that stands there twice', (words) => ({
    attributes: words.attributes + attribute('uid', 'anna'),
  })),
  ...bentWords('in answer to another request', () => ({ inResponseTo: '_other', confirmedFor: '_other' })),
  ...bentWords('in answer to no request', () => ({ inResponseTo: null, confirmedFor: null })),
  ...bentWords('confirmed for another request', () => ({ confirmedFor: '_other' })),
  ...bentWords('confirmed for no request, as one that was stolen', () => ({ confirmedFor: null })),
  ...bentWords('for another audience', () => ({ audiences: audience('https://elsewhere.example/sp') })),
  ...bentWords('for no audience', () => ({ audiences: '' })),
  ...bentWords('for us and, again, for others only', (words) => ({
    audiences: words.audiences + audience('https://elsewhere.example/sp'),
  })),
  ...bentWords('that is over', ({ at }) => ({ notOnOrAfter: at(-30) })),
  ...bentWords('that has not begun', ({ at }) => ({ notBefore: at(60) })),
  ...bentWords('without an end', () => ({ notOnOrAfter: null })),
  ...bentWords('whose confirmation is over', ({ at }) => ({ confirmedUntil: at(-30) })),
  ...bentWords('whose confirmation has no end', () => ({ confirmedUntil: null })),
  ...bentWords('that is older than five minutes', ({ at }) => ({ issueInstant: at(-400) })),
  ...bentWords('that comes from the future', ({ at }) => ({ issueInstant: at(120) })),
  ...bentWords('whose session is over', ({ at }) => ({ sessionUntil: ` SessionNotOnOrAfter="${at(-60)}"` })),
  ...bentWords('of SAML 1.1', () => ({ version: '1.1' })),
  ...bentWords('with a second assertion', (words) => ({ more: assertionOf(anna(words)) })),
  ...bentWords('with an encrypted assertion beside it', () => ({
    more: '<saml:EncryptedAssertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"/>',
  })),
  bentText('unsigned', (response) => response.replace(signatureOf(response), '')),
  bentText('signed by a key of nobody', (_response, { genuine, keys }, words) =>
    genuine(words, { by: keys.foreign }),
  ),
  bentText('as a whole signed by a key of nobody', (_response, { genuine, keys }, words) =>
    genuine(words, { by: keys.foreign, as: 'Response' }),
  ),
  bentText(
    'with a good assertion in a response that nobody signed well',
    (_response, { genuine, keys }, words) => sign(genuine(words), 'Response', keys.foreign),
  ),
  bentText('with another person written in after signing', (response) =>
    response.replace('ben-for-ever', 'anna-for-ever'),
  ),
  bentText('with another group written in after signing', (response) =>
    response.replace('Frühschicht', 'Werkleitung'),
  ),
  bentText('with a digest that is empty', (response) =>
    response.replace(/<(ds:)?DigestValue>[^<]*/, (found) => found.slice(0, found.indexOf('>') + 1)),
  ),
  bentText('with SHA-1 in the signature', (_response, { keys }, words) =>
    responseOf(words, sign(assertionOf(words), 'Assertion', keys.own, { signature: sha1 })),
  ),
  bentText('with SHA-1 in the digest', (_response, { keys }, words) =>
    responseOf(words, sign(assertionOf(words), 'Assertion', keys.own, { digest: digest1 })),
  ),
  bentText('with the public certificate for a secret (HMAC)', (response) =>
    response.replace(/xmldsig-more#rsa-sha256/, 'xmldsig-more#hmac-sha256'),
  ),
  bentText('with a document type', (response) => `<!DOCTYPE x [<!ENTITY e "e">]>${response}`),
  bentText(
    'with an entity from a file',
    (response) => `<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>${response}`,
  ),
  bentText('with a comment in the name', (response) =>
    response.replace('ben-for-ever', 'ben<!---->-for-ever'),
  ),
  bentText('with CDATA', (response) => response.replace('ben-for-ever', '<![CDATA[ben-for-ever]]>')),
  bentText('with an instruction', (response) => response.replace('<samlp:Status>', '<?x y?><samlp:Status>')),
  bentText('wrapped: a forged assertion before the signed one', (response, _forge, words) =>
    response.replace('<saml:Assertion', `${assertionOf(anna(words))}<saml:Assertion`),
  ),
  bentText('wrapped: the signed one inside an extension', (response, _forge, words) => {
    const signed = /<saml:Assertion[\s\S]*<\/saml:Assertion>/.exec(response)?.[0] ?? '';
    return response
      .replace(signed, assertionOf(anna(words)))
      .replace('<samlp:Status>', `<samlp:Extensions>${signed}</samlp:Extensions><samlp:Status>`);
  }),
  bentText('wrapped: the signed one inside the signature of a forged one', (response, _forge, words) => {
    const signed = /<saml:Assertion[\s\S]*<\/saml:Assertion>/.exec(response)?.[0] ?? '';
    const signature = signatureOf(signed).replace(
      /<\/(ds:)?Signature>$/,
      (end) => `<Object>${signed}</Object>${end}`,
    );
    return response.replace(
      signed,
      assertionOf(anna(words)).replace('<saml:Subject>', `${signature}<saml:Subject>`),
    );
  }),
  bentText('wrapped: with the id of the signed one', (response, _forge, words) =>
    response.replace(
      '<saml:Assertion',
      `${assertionOf({ ...anna(words), assertionId: words.assertionId })}<saml:Assertion`,
    ),
  ),
  bentText('that is an assertion without a response', (_response, { keys }, words) =>
    sign(assertionOf(words), 'Assertion', keys.own),
  ),
  bentText('in a response of another namespace', (response) =>
    response.replace('SAML:2.0:protocol', 'SAML:2.0:assertion'),
  ),
  bentText('that is a logout response', (response) =>
    response.replaceAll('samlp:Response', 'samlp:LogoutResponse'),
  ),
  bentText('that is no XML', () => 'ben'),
  bentText('that is XML broken off', (response) => response.slice(0, -40)),
  bentText('that is empty', () => ''),
  bentText('that is not UTF-8', (response) => Buffer.from(response, 'utf16le')),
  bentText('with more elements than a sign-in has', (response) =>
    response.replace('</samlp:Response>', `${'<a/>'.repeat(4100)}</samlp:Response>`),
  ),
  bentText('with more text than a sign-in has', (response) =>
    response.replace('</samlp:Response>', `${' '.repeat(262_000)}</samlp:Response>`),
  ),
  {
    title: 'in another browser than the one that asked',
    bend: async (words, { genuine }, _journey, baseUrl) => ({
      response: genuine(words),
      journey: { cookie: (await setOut(baseUrl)).cookie },
    }),
  },
  {
    title: 'in a browser that did not ask',
    bend: (words, { genuine }) => ({ response: genuine(words), journey: { cookie: '' } }),
  },
  {
    title: 'with a RelayState that is not ours',
    bend: (words, { genuine }) => ({
      response: genuine(words),
      journey: { relayState: 'https://elsewhere.example/' },
    }),
  },
  {
    title: 'without a RelayState',
    bend: (words, { genuine }) => ({ response: genuine(words), journey: { relayState: '' } }),
  },
  {
    title: 'with the RelayState of another request of the same browser',
    bend: async (words, { genuine }, { cookie }, baseUrl) => ({
      response: genuine(words),
      journey: { relayState: (await setOut(baseUrl, '', cookie)).relayState },
    }),
  },
  {
    title: 'unsolicited, a stolen assertion in a response to the thief’s own request',
    bend: async ({ at, ...words }, { genuine }, journey, baseUrl) => {
      const victim = await setOut(baseUrl);
      const stolen = genuine({
        ...words,
        at,
        inResponseTo: victim.requestId,
        confirmedFor: victim.requestId,
      });
      return { response: stolen.replace(/InResponseTo="[^"]+">/, `InResponseTo="${journey.requestId}">`) };
    },
  },
  {
    title: 'twice in one form',
    bend: (words, { genuine }, { cookie, relayState }, baseUrl) => {
      const response = Buffer.from(genuine(words)).toString('base64');
      const fields = [
        ['SAMLResponse', response],
        ['SAMLResponse', response],
        ['RelayState', relayState],
      ];
      const body = new URLSearchParams(fields);
      return {
        answer: send(`${baseUrl}/sign-in/saml/callback`, { method: 'POST', headers: { cookie }, body }),
      };
    },
  },
  {
    title: 'beside an unsigned logout in the address',
    bend: (words, { genuine }, { cookie, relayState }, baseUrl) => {
      const response = Buffer.from(genuine(words)).toString('base64');
      const body = new URLSearchParams({ SAMLResponse: response, RelayState: relayState });
      const address = `${baseUrl}/sign-in/saml/callback?SAMLRequest=${encodeURIComponent(forgedIdp)}`;
      return { answer: send(address, { method: 'POST', headers: { cookie }, body }) };
    },
  },
  {
    title: 'at the form of the sign-in page',
    bend: (words, { genuine }, { cookie, relayState }, baseUrl) => {
      const response = Buffer.from(genuine(words)).toString('base64');
      const body = new URLSearchParams({ SAMLResponse: response, RelayState: relayState });
      const headers = { cookie, 'sec-fetch-site': 'cross-site' };
      return { answer: send(`${baseUrl}/sign-in`, { method: 'POST', headers, body }) };
    },
  },
  {
    title: 'in pieces that are not base64',
    bend: (words, { genuine }, { cookie, relayState }, baseUrl) => {
      const response = `${Buffer.from(genuine(words)).toString('base64')}*`;
      const body = new URLSearchParams({ SAMLResponse: response, RelayState: relayState });
      return {
        answer: send(`${baseUrl}/sign-in/saml/callback`, { method: 'POST', headers: { cookie }, body }),
      };
    },
  },
];
