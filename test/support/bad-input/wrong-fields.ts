/** A form that would be taken with `valid`, and what is wrong with it instead, as a browser encodes it. */
export type WrongFields = { valid: Record<string, string>; wrong: string[] };

const control = 'a\u0000b';
const escape = '\u001b]0;x\u0007';
const long = 'x'.repeat(100_000);
const noId = ['-1', 'f'.repeat(32), '', '__proto__'];
const deadlines = ['31.02.2027', 'tomorrow', '2027-02-31T10:00', '275761-01-01T00:00', '2020-01-01T10:00'];
/** The clocks of the house skip this half hour. */
const skipped = '2027-03-28T02:30';

const each = (name: string, values: string[], rest = ''): string[] =>
  values.map((value) => `${name}=${encodeURIComponent(value)}${rest}`);
const twice = (...names: string[]): string[] => names.map((name) => `${name}=1&${name}=1`);

const draft: WrongFields = {
  valid: { title: 'Probe', body: 'Um zehn Uhr.', everyone: '1', intent: 'save' },
  wrong: [
    ...each('title', ['', '   ', control, escape, long]),
    ...each('body', [control, escape, long]),
    ...each('deadlineAt', [...deadlines, skipped]),
    ...['priority=urgent', 'acknowledgement=seen', 'everyone=yes', 'intent=release'],
    ...['teams', 'people', 'exceptTeams', 'exceptPeople'].flatMap((name) => each(name, noId)),
    ...twice('title', 'body', 'deadlineAt', 'everyone', 'q', 'intent'),
  ],
};
const keyed = { idempotencyKey: 'a-key-that-is-one' };
const wrongKeys = each('idempotencyKey', ['', 'x'.repeat(256), 'with space']);

export const wrongFields: Record<string, WrongFields> = {
  'POST /sign-in': {
    valid: {},
    wrong: [
      ...['', 'login[]=ben', 'login=ben&login=anna', 'login=ben&shared=yes'],
      ...each('login', ['', 'nobody-here', control, long, '__proto__', "ben' or '1'='1"]),
      ...each('returnTo', ['x'.repeat(3000)], '&login=ben'),
    ],
  },
  'POST /me/language': {
    valid: {},
    wrong: ['', 'language=de&language=en', ...each('language', ['fr', '__proto__', '../de'])],
  },
  'POST /me/tokens': {
    valid: { name: 'Auswertung', scope: 'read' },
    wrong: [
      ...each('name', ['', '  ', control, 'x'.repeat(61), long]),
      ...twice('name', 'scope'),
      'scope=admin',
      'scope=',
    ],
  },
  'POST /me/push-test': { valid: {}, wrong: [''] },
  'POST /announcements': draft,
  'POST /announcements/:id/draft': draft,
  'POST /announcements/:id/release': {
    valid: keyed,
    wrong: [
      ...wrongKeys,
      'idempotencyKey=twice-the-key&idempotencyKey=twice-the-key',
      ...each('recipients', ['-1', '1e999', 'x', '1000000', '1']),
    ],
  },
  'POST /announcements/:id/reminder': { valid: keyed, wrong: [...wrongKeys, ...each('personId', noId)] },
  'POST /announcements/:id/acknowledgement': {
    valid: { version: '1', clientAckId: 'an-id-of-the-client' },
    wrong: [
      ...each('version', ['', '0', '-1', '2', '1.5', '1e999', 'NaN', 'x']),
      ...each('clientAckId', ['', control, 'x'.repeat(129), '../../x/y']),
      ...twice('version', 'clientAckId'),
    ],
  },
};
