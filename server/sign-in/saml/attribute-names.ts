const claims = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims';
const microsoft = 'http://schemas.microsoft.com';

/** What OID, AD FS, Entra and plain names call the same thing; the first that is there counts. */
export const defaultAttributes = {
  login: [
    'urn:oid:0.9.2342.19200300.100.1.1',
    'uid',
    'sAMAccountName',
    'login',
    'username',
    `${microsoft}/ws/2008/06/identity/claims/windowsaccountname`,
    `${claims}/upn`,
    `${claims}/name`,
  ],
  mail: ['urn:oid:0.9.2342.19200300.100.1.3', `${claims}/emailaddress`, 'mail', 'email'],
  name: [
    'urn:oid:2.16.840.1.113730.3.1.241',
    `${microsoft}/identity/claims/displayname`,
    'displayName',
    'urn:oid:2.5.4.3',
    'cn',
    'name',
  ],
  groups: [
    'urn:oid:1.3.6.1.4.1.5923.1.5.1.1',
    'http://schemas.xmlsoap.org/claims/Group',
    `${microsoft}/ws/2008/06/identity/claims/groups`,
    'isMemberOf',
    'memberOf',
    'groups',
  ],
  given: ['urn:oid:2.5.4.42', `${claims}/givenname`, 'givenName'],
  family: ['urn:oid:2.5.4.4', `${claims}/surname`, 'sn'],
};
