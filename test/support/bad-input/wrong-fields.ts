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
    ...each('releaseAt', [...deadlines, skipped, '2027-10-31T02:30']),
    'releaseAt=2027-01-01T10:00&deadlineAt=2027-01-01T09:00',
    ...each('expiresAt', [...deadlines, skipped]),
    ...['priority=urgent', 'acknowledgement=seen', 'everyone=yes', 'drill=yes', 'intent=publish'],
    ...['language=fr', 'releaseTurn=third', 'addTranslation=fr', 'removeTranslation=fr', 'updatedAt=1e999'],
    ...['translationLanguage=fr', 'translationLanguage=nl&translationBody=x', `translationBody=${control}`],
    'language=de&translationLanguage=de&translationTitle=x&translationBody=x',
    ...['teams', 'people', 'exceptTeams', 'exceptPeople'].flatMap((name) => each(name, noId)),
    ...twice('title', 'body', 'language', 'deadlineAt', 'releaseAt', 'expiresAt', 'everyone', 'q', 'intent'),
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
  'POST /me/shortcuts': {
    valid: {},
    wrong: ['', 'shortcuts=maybe', 'shortcuts=', 'shortcuts[]=on', ...twice('shortcuts')],
  },
  'POST /me/enter': {
    valid: {},
    wrong: ['', 'enter=maybe', 'enter=', 'enter[]=send', ...twice('enter')],
  },
  'POST /channels': {
    valid: { title: 'Übergabe', purpose: 'Schicht', history: 'whole', unit: 'days', days: '30' },
    wrong: [
      ...each('title', ['', '   ', control, escape, 'x'.repeat(81), long]),
      ...each('purpose', ['', '   ', control, escape, 'x'.repeat(501), long]),
      ...each('teams', noId),
      ...each('history', ['', 'none', '__proto__']),
      ...each('unit', ['', 'weeks', '__proto__']),
      ...each('days', ['', '0', '-1', '366', '1.5', '1e3', 'x', control]),
      ...each('hours', ['', '0', '73', 'x'], '&unit=hours'),
      ...each('idleHours', ['0', '73', 'x'], '&unit=conversation'),
      ...twice('title', 'purpose', 'history', 'unit', 'days'),
    ],
  },
  'POST /channels/direct': {
    valid: {},
    wrong: ['', ...each('people', noId), ...each('q', [control, long]), ...each('intent', ['', 'x'])],
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
  'POST /announcements/:id/approval': {
    valid: { decision: 'approve' },
    wrong: [
      ...each('decision', ['', 'maybe', '__proto__']),
      ...each('note', ['', ' \n ', control, escape, 'x'.repeat(501), long], '&decision=send-back'),
      ...each('updatedAt', ['x', '1', '1e999']),
      ...each('recipients', ['-1', 'x', '1', '1e999']),
      ...twice('decision', 'note', 'updatedAt', 'recipients'),
    ],
  },
  'POST /announcements/:id/correction': {
    valid: { version: '1', kind: 'editorial', 'title-de': 'Probe', 'body-de': 'Um elf Uhr.' },
    wrong: [
      ...each('version', ['', '0', '-1', '2', '1.5', '1e999', 'x']),
      ...each('kind', ['', 'both', '__proto__']),
      ...each('title-de', ['', '   ', control, escape, long]),
      ...each('body-de', ['', ' \n ', control, escape, long]),
      ...['title-nl=Alleen', 'body-nl=Alleen'],
      ...each('note', [control, escape, 'x'.repeat(501), long]),
      ...each('deadlineAt', [...deadlines, skipped]),
      ...twice('version', 'kind', 'title-de', 'body-de', 'note', 'deadlineAt'),
    ],
  },
  'POST /announcements/:id/withdrawal': {
    valid: {},
    wrong: [...each('reason', ['ja', control, escape, 'x'.repeat(501), long]), ...twice('reason')],
  },
  'POST /announcements/:id/reminder': {
    valid: keyed,
    wrong: [
      ...wrongKeys,
      ...each('personId', noId),
      ...each('team', ['-1', '', '__proto__']),
      ...each('after', ['-1', '', '__proto__']),
      ...each('teams', ['some', '1']),
      ...each('again', ['', '0', 'yes']),
      ...each('q', [control, escape, long]),
      ...twice('q', 'again'),
    ],
  },
  'POST /announcements/:id/calls': {
    valid: { personId: '0'.repeat(32), outcome: 'told', ...keyed },
    wrong: [
      ...wrongKeys,
      ...each('personId', noId),
      ...each('outcome', ['', 'confirmed', '__proto__', control]),
      ...each('after', noId),
      ...twice('personId', 'outcome', 'after'),
    ],
  },
  'POST /announcements/:id/resending': { valid: keyed, wrong: wrongKeys },
  'POST /announcements/:id/answers': {
    valid: { kind: 'question', text: 'Ab wann?', version: '1', ...keyed },
    wrong: [
      ...wrongKeys,
      ...each('kind', ['', 'yes', '__proto__']),
      ...each('text', ['', ' \n ', control, escape, 'x'.repeat(1001), long]),
      ...each('version', ['', '0', '-1', '2', '1.5', '1e999', 'x']),
      ...twice('kind', 'text', 'version'),
    ],
  },
  'POST /announcements/:id/acknowledgement': {
    valid: { version: '1', clientAckId: 'an-id-of-the-client' },
    wrong: [
      ...each('version', ['', '0', '-1', '2', '1.5', '1e999', 'NaN', 'x']),
      ...each('clientAckId', ['', control, 'x'.repeat(129), '../../x/y']),
      ...twice('version', 'clientAckId'),
    ],
  },
};
