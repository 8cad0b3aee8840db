import { randomUUID } from 'node:crypto';
import { newId } from '../../../server/platform/ids.ts';
import type { Request } from './callers.ts';
import { subscription } from './objects.ts';

type Body = Pick<Request, 'form' | 'json' | 'headers'>;

const title = 'Probe der Sirenen';
const dayMs = 24 * 3600 * 1000;
const newKey = () => randomUUID();
const withKey = (): Body => ({ headers: { 'idempotency-key': newKey() } });
const draftForm = (): Body => ({ form: { title, body: 'Um zehn Uhr.', everyone: '1', intent: 'save' } });
const confirmation = () => ({ version: '1', clientAckId: newKey() });
const said = { kind: 'question', text: 'Gilt das auch für Halle 4?' };
const replied = { text: 'Ja, auch für Halle 4.' };

const newAnnouncement = () => ({
  ...{ title, body: 'Um zehn Uhr.', priority: 'normal', acknowledgement: 'confirm' },
  ...{ deadlineAt: new Date(Date.now() + dayMs).toISOString(), audience: { everyone: true } },
});

const reason = 'Das Datum war falsch.';
const correctionForm = { version: '1', kind: 'editorial', 'title-de': title, 'body-de': 'Um elf Uhr.' };

const channelFacts = { title, purpose: 'Probe', unit: 'days', days: '30' };

const called = (personId: string) => ({ personId: personId || newId(), outcome: 'no-answer' });

/** What a change must bring along to be done, were the caller allowed: keyed by route; `part`: what its object names besides. */
const bodies: Record<string, (part: string) => Body> = {
  'POST /sign-in': () => ({ form: { login: 'y.haddad' } }),
  'POST /sign-out': () => ({ form: {} }),
  'POST /sign-in/link': () => ({ form: { secret: 'x'.repeat(43) } }),
  'POST /sign-in/saml/callback': () => ({ form: { SAMLResponse: 'x', RelayState: 'x' } }),
  'POST /me/language': () => ({ form: { language: 'de' } }),
  'POST /me/shortcuts': () => ({ form: { shortcuts: 'on' } }),
  'POST /me/quiet-hours': () => ({ form: { quiet: 'own', from: '19:00', to: '07:30' } }),
  'POST /me/push-test': () => ({ form: {} }),
  'POST /me/devices/:id/end': () => ({ form: {} }),
  'POST /me/tokens': () => ({ form: { name: 'Auswertung', scope: 'read' } }),
  'POST /me/tokens/:id/revocation': () => ({ form: {} }),
  'POST /announcements': draftForm,
  'POST /announcements/preview': () => ({ json: { body: '**Tor 2**' } }),
  'POST /announcements/reach-preview': () => ({ json: { audience: { everyone: true } } }),
  'POST /announcements/:id/draft': draftForm,
  'POST /announcements/:id/deletion': () => ({ form: {} }),
  'POST /announcements/:id/release': () => ({ form: { idempotencyKey: newKey() } }),
  'POST /announcements/:id/acknowledgement': () => ({ form: confirmation() }),
  'POST /announcements/:id/approval': () => ({ form: { decision: 'approve' } }),
  'POST /announcements/:id/correction': () => ({ form: correctionForm }),
  'POST /announcements/:id/withdrawal': () => ({ form: { reason } }),
  'POST /announcements/:id/takeover': () => ({ form: {} }),
  'POST /announcements/:id/return': () => ({ form: {} }),
  'POST /announcements/:id/reminder': () => ({ form: { idempotencyKey: newKey() } }),
  'POST /announcements/:id/calls': (personId) => ({
    form: { ...called(personId), idempotencyKey: newKey() },
  }),
  'POST /announcements/:id/resending': () => ({ form: { idempotencyKey: newKey() } }),
  'POST /announcements/:id/answers': () => ({ form: { ...said, version: '1', idempotencyKey: newKey() } }),
  'POST /announcements/:id/answers/:answerId/reply': () => ({ form: replied }),
  'POST /administration/differences/:id/approval': () => ({ form: {} }),
  'POST /administration/differences/:id/dismissal': () => ({ form: {} }),
  'POST /administration/delivery/examination': () => ({ form: {} }),
  'POST /administration/clock/confirmation': () => ({ form: {} }),
  'POST /channels/:id/notices': () => ({ form: { notices: 'all' } }),
  'PUT /api/v1/channels/:id/notices': () => ({ json: { notices: 'all' } }),
  'POST /channels/:id/ending': () => ({ form: {} }),
  'POST /api/v1/channels/:id/ending': () => ({}),
  'POST /administration/people/:id/end': () => ({ form: {} }),
  'POST /administration/people/:id/deactivation': () => ({ form: {} }),
  'POST /administration/devices/:id/end': () => ({ form: {} }),
  'POST /administration/tokens/:id/revocation': () => ({ form: {} }),
  'POST /administration/links/:id/end': () => ({ form: {} }),
  'POST /api/v1/announcements/:id/answers': () => ({ json: said }),
  'POST /api/v1/announcements/:id/answers/:answerId/reply': () => ({ json: replied }),
  'POST /api/v1/announcements': () => ({ json: newAnnouncement() }),
  'PATCH /api/v1/announcements/:id': () => ({ json: { title } }),
  'DELETE /api/v1/announcements/:id': () => ({}),
  'POST /api/v1/announcements/:id/reach': () => ({}),
  'POST /api/v1/announcements/:id/release': withKey,
  'POST /api/v1/announcements/:id/acknowledgement': () => ({ json: { ...confirmation(), version: 1 } }),
  'POST /api/v1/announcements/:id/approval': () => ({ json: {} }),
  'POST /api/v1/announcements/:id/correction': () => ({ json: { kind: 'editorial', title } }),
  'POST /api/v1/announcements/:id/withdrawal': () => ({ json: { reason } }),
  'POST /api/v1/announcements/:id/takeover': () => ({}),
  'POST /api/v1/announcements/:id/reminder': withKey,
  'POST /api/v1/announcements/:id/calls': (personId) => ({ json: called(personId) }),
  'POST /api/v1/announcements/:id/resending': withKey,
  'POST /me/enter': () => ({ form: { enter: 'send' } }),
  'POST /channels': (teamId) => ({ form: { ...channelFacts, history: 'joining', teams: [teamId] } }),
  'POST /channels/direct': (personId) => ({ form: { people: [personId] } }),
  'POST /channels/:id/settings': () => ({ form: channelFacts }),
  'POST /channels/:id/messages': () => ({ form: { clientMessageId: newKey(), text: title } }),
  'POST /channels/:id/read': () => ({ form: { seq: '1' } }),
  'POST /channels/:id/messages/:seq/edit': () => ({ form: { text: title } }),
  'POST /channels/:id/messages/:seq/deletion': () => ({ form: {} }),
  'POST /channels/:id/messages/:seq/reactions': () => ({ form: { emoji: '👍' } }),
  'POST /api/v1/channels': (teamId) => ({ json: { title, purpose: 'Probe', teams: [teamId] } }),
  'POST /api/v1/direct-conversations': (personId) => ({ json: { people: [personId] } }),
  'PATCH /api/v1/channels/:id': () => ({ json: { title } }),
  'POST /api/v1/channels/:id/messages': () => ({ json: { clientMessageId: newKey(), text: title } }),
  'PUT /api/v1/channels/:id/read': () => ({ json: { seq: 1 } }),
  'PATCH /api/v1/channels/:id/messages/:seq': () => ({ json: { text: title } }),
  'DELETE /api/v1/channels/:id/messages/:seq': () => ({}),
  'POST /api/v1/channels/:id/messages/:seq/draft': () => ({}),
  'POST /channels/:id/messages/:seq/draft': () => ({ form: { idempotencyKey: newKey() } }),
  'PUT /api/v1/channels/:id/messages/:seq/reactions/:emoji': () => ({}),
  'DELETE /api/v1/channels/:id/messages/:seq/reactions/:emoji': () => ({}),
  'POST /api/v1/push-subscriptions': () => ({ json: subscription() }),
  'DELETE /api/v1/push-subscriptions/:id': () => ({}),
  'POST /scim/v2/Users': () => ({ json: { userName: 'y.new' } }),
  'PUT /scim/v2/Users/:id': () => ({ json: { userName: 'y.new' } }),
  'PATCH /scim/v2/Users/:id': () => ({ json: { Operations: [] } }),
  'DELETE /scim/v2/Users/:id': () => ({}),
  'POST /scim/v2/Groups': () => ({ json: { displayName: 'Halle' } }),
  'PUT /scim/v2/Groups/:id': () => ({ json: { displayName: 'Halle' } }),
  'PATCH /scim/v2/Groups/:id': () => ({ json: { Operations: [] } }),
  'DELETE /scim/v2/Groups/:id': () => ({}),
};

/** A request that the route would grant to whoever may make it. */
export function validRequest(route: string, id: string): Request {
  const [method = '', path = ''] = route.split(' ');
  // What is an object of an announcement is named with it: `ID/ID`.
  const [first = '', second = ''] = id.split('/');
  const body = method === 'GET' ? {} : bodies[route]?.(second);
  if (!body) throw new Error(`test/support/routes/valid-requests.ts does not know what ${route} takes`);
  const named = path
    .replace(':id', first)
    .replace(/:(answerId|seq)/, second)
    .replace(':emoji', encodeURIComponent('👍'));
  return { method, path: named, ...body };
}
