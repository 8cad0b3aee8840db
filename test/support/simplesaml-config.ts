export type ServiceProvider = { entityId: string; acsUrl: string; logoutUrl: string };

type Idp = { folder: string; address: string; sp: ServiceProvider; isRolledOver: boolean };

/** The cast, with the groups that the house gives them. */
const people: [login: string, given: string, family: string, groups: string[]][] = [
  ['anna', 'Anna', 'Lindner', ['Werkleitung', 'Umlauf-Freigabe']],
  ['ben', 'Ben', 'Yılmaz', ['Frühschicht']],
  ['clara', 'Clara', 'de Vries', ['Pflege']],
  ['deniz', 'Deniz', 'Kaya', ['IT', 'Umlauf-Administration']],
  ['esther', 'Esther', 'Vogt', ['Betriebsrat']],
];
export const passwordOf = (login: string): string => `${login}-secret`;

const quote = (text: string): string => `'${text.replace(/['\\]/g, (sign) => `\\${sign}`)}'`;
const list = (values: string[]): string => `[${values.map(quote).join(', ')}]`;

/** The files of a SimpleSAMLphp that is an identity provider for one portal. */
export function idpConfig({ folder, address, sp, isRolledOver }: Idp): Record<string, string> {
  const users = people.map(
    ([login, given, family, groups]) =>
      `${quote(`${login}:${passwordOf(login)}`)} => ['uid' => [${quote(login)}], 'givenName' => [${quote(given)}],
        'sn' => [${quote(family)}], 'displayName' => [${quote(`${given} ${family}`)}],
        'mail' => [${quote(`${login}@lindenhof.example`)}], 'groups' => ${list(groups)}],`,
  );
  const keys = isRolledOver
    ? `'privatekey' => 'new.pem', 'certificate' => 'new.crt', 'new_privatekey' => 'old.pem', 'new_certificate' => 'old.crt',`
    : `'privatekey' => 'old.pem', 'certificate' => 'old.crt',`;
  return {
    'config.php': `<?php
$config = [
  'baseurlpath' => ${quote(`${address}/`)},
  'certdir' => ${quote(`${folder}/cert/`)}, 'loggingdir' => ${quote(`${folder}/log/`)},
  'datadir' => ${quote(`${folder}/data/`)}, 'tempdir' => ${quote(`${folder}/tmp`)},
  'metadatadir' => ${quote(`${folder}/metadata`)}, 'attributenamemapdir' => '/etc/simplesamlphp/attributemap/',
  'timezone' => 'UTC', 'secretsalt' => 'a-salt-for-tests', 'auth.adminpassword' => 'admin-of-tests',
  'technicalcontact_name' => 'Tests', 'technicalcontact_email' => 'na@lindenhof.example',
  'admin.checkforupdates' => false, 'production' => true, 'showerrors' => true, 'errorreporting' => false,
  'debug' => ['saml' => false, 'backtraces' => true, 'validatexml' => false],
  'logging.level' => SimpleSAML\\Logger::WARNING, 'logging.handler' => 'file', 'logging.logfile' => 'simplesamlphp.log',
  'enable.saml20-idp' => true, 'module.enable' => ['exampleauth' => true, 'core' => true, 'saml' => true],
  'session.duration' => 28800, 'session.datastore.timeout' => 14400, 'session.state.timeout' => 3600,
  'session.cookie.name' => 'SimpleSAMLSessionID', 'session.cookie.lifetime' => 0, 'session.cookie.path' => '/',
  'session.cookie.domain' => null, 'session.cookie.secure' => false, 'session.cookie.samesite' => null,
  'session.phpsession.cookiename' => 'SimpleSAML', 'session.phpsession.savepath' => ${quote(`${folder}/sessions`)},
  'session.phpsession.httponly' => true, 'session.authtoken.cookiename' => 'SimpleSAMLAuthToken',
  'session.rememberme.enable' => false, 'language.cookie.secure' => false, 'language.cookie.samesite' => null,
  'language.available' => ['en'], 'language.default' => 'en', 'theme.use' => 'default',
  'store.type' => 'phpsession', 'metadata.sources' => [['type' => 'flatfile', 'directory' => ${quote(`${folder}/metadata`)}]],
  'trusted.url.domains' => ['localhost', '127.0.0.1'], 'proxy' => null,
];
`,
    'authsources.php': `<?php
$config = ['admin' => ['core:AdminPassword'], 'cast' => ['exampleauth:UserPass',
${users.join('\n')}
]];
`,
    'metadata/saml20-idp-hosted.php': `<?php
$metadata[${quote(`${address}/idp`)}] = [
  'host' => '__DEFAULT__', 'auth' => 'cast', ${keys}
  'signature.algorithm' => 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
  'sign.logout' => true, 'redirect.sign' => true, 'saml20.sign.assertion' => true,
  'NameIDFormat' => 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
  'attributes.NameFormat' => 'urn:oasis:names:tc:SAML:2.0:attrname-format:uri',
  'authproc' => [
    3 => ['class' => 'saml:PersistentNameID', 'attribute' => 'uid'],
    100 => ['class' => 'core:AttributeMap', 'name2oid'],
  ],
];
`,
    'metadata/saml20-sp-remote.php': `<?php
$metadata[${quote(sp.entityId)}] = [
  'AssertionConsumerService' => ${quote(sp.acsUrl)},
  'SingleLogoutService' => ${quote(sp.logoutUrl)},
  'NameIDFormat' => 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
  'simplesaml.nameidattribute' => 'uid',
];
`,
  };
}
