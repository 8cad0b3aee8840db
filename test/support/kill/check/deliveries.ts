import { wasForgotten, type Evidence, type SeenPush } from './evidence.ts';
import { endpointsOf } from './subscriptions.ts';

type Row = Record<string, unknown>;

/** I4 and I5: each device is tried until there is an answer, and nobody sees anything twice. */
export function checkDeliveries(evidence: Evidence): string[] {
  const played = new Set(evidence.releases.map(({ announcementId }) => announcementId));
  const rows = evidence.tables.deliveries.filter((row) => played.has(String(row['announcement_id'])));
  return [
    ...rows.flatMap((row) => checkEnd(evidence, row)),
    ...checkAsked(evidence, rows),
    ...checkRepeated(evidence),
    ...checkSight(evidence),
    ...checkMails(evidence),
  ];
}

const isAccepted = (answered: number | string): boolean => Number(answered) >= 200 && Number(answered) < 300;

/** An end that nobody has told it is a loss. */
function checkEnd(evidence: Evidence, row: Row): string[] {
  const [id, kind, state] = [row['announcement_id'], row['kind'], String(row['state'])];
  const name = `${String(kind)} of ${String(id)} to ${String(row['subscription_id'])}`;
  if (state === 'queued' || state === 'sending') return [`stuck: ${name} is ${state}`];
  const endpoints = endpointsOf(evidence, row['subscription_id']);
  const mailbox = evidence.tables.people.find((person) => person['id'] === row['person_id'])?.['mail'];
  const answers =
    row['transport'] === 'mail'
      ? evidence.mails.filter((mail) => mail.announcementId === id && mail.to === mailbox).map(() => 250)
      : evidence.pushes
          .filter((push) => endpoints.includes(push.endpoint))
          .filter((push) => (push.id === id && push.kind === kind) || isGone(push.answered))
          .map(({ answered }) => answered);
  const isDue = {
    accepted: answers.some(isAccepted),
    gone: answers.some(isGone),
    failed: answers.includes(413),
    expired: hasConfirmed(evidence, row),
  }[state];
  return isDue === true ? [] : [`lost: ${name} is ${state} after ${answers.join(', ') || 'nothing'}`];
}

/** Whoever has confirmed is told no more. */
const hasConfirmed = ({ tables }: Evidence, row: Row): boolean =>
  tables.acknowledgements.some(
    (one) =>
      one['announcement_id'] === row['announcement_id'] &&
      one['person_id'] === row['person_id'] &&
      Number(one['acknowledged_at']) <= Number(row['settled_at']),
  );

const isGone = (answered: number | string): boolean => answered === 404 || answered === 410;

function checkAsked(evidence: Evidence, rows: Row[]): string[] {
  const asked = new Set(
    rows.flatMap((row) =>
      endpointsOf(evidence, row['subscription_id']).map(
        (endpoint) => `${endpoint} ${String(row['announcement_id'])} ${String(row['kind'])}`,
      ),
    ),
  );
  return evidence.pushes
    .filter(({ endpoint, id, kind }) => !asked.has(`${endpoint} ${id} ${kind}`))
    .map(({ id, kind }) => `invented: a push of ${kind} ${id} that stands nowhere`);
}

/** What was answered for good is sent again only if the program died before it had stored the answer. */
function checkRepeated(evidence: Evidence): string[] {
  const found: string[] = [];
  const last = new Map<string, SeenPush>();
  for (const push of evidence.pushes) {
    const key = `${push.endpoint} ${push.id} ${push.kind}`;
    const before = last.get(key);
    last.set(key, push);
    const isOf = (row: Row): boolean =>
      row['announcement_id'] === push.id &&
      row['kind'] === push.kind &&
      endpointsOf(evidence, row['subscription_id']).includes(push.endpoint);
    if (!before || wasForgotten(evidence, before.at, push.at, isOf)) continue;
    if (isAccepted(before.answered) || isGone(before.answered) || before.answered === 413)
      found.push(`doubled: ${push.kind} of ${push.id} was answered ${before.answered} and sent again`);
  }
  return found;
}

/** A push takes the place of one with its topic at the push service, and of one with its tag on the device. */
function checkSight(evidence: Evidence): string[] {
  const found: string[] = [];
  const sights = new Map<string, Set<string>>();
  for (const { endpoint, id, kind, tag, topic } of evidence.pushes) {
    const subject = `${endpoint} ${id} ${kind === 'escalation' ? kind : ''}`;
    sights.set(subject, (sights.get(subject) ?? new Set()).add(`${tag} ${String(topic)}`));
  }
  for (const [subject, sight] of sights)
    if (sight.size > 1) found.push(`doubled in sight: ${sight.size} notices for ${subject}`);
  return found;
}

function checkMails(evidence: Evidence): string[] {
  const found: string[] = [];
  const last = new Map<string, number>();
  for (const { to, messageId, announcementId, at } of evidence.mails) {
    const before = last.get(`${to} ${messageId}`);
    last.set(`${to} ${messageId}`, at);
    const personId = evidence.tables.people.find((person) => person['mail'] === to)?.['id'];
    const isOf = (row: Row): boolean =>
      row['transport'] === 'mail' &&
      row['announcement_id'] === announcementId &&
      row['person_id'] === personId;
    if (before !== undefined && !wasForgotten(evidence, before, at, isOf))
      found.push(`doubled: the mail ${messageId} to ${to}`);
  }
  for (const person of evidence.tables.people) {
    const rows = evidence.tables.deliveries.filter(
      (row) => row['transport'] === 'mail' && row['person_id'] === person['id'],
    );
    const shown = new Set(
      evidence.mails.filter(({ to }) => to === person['mail']).map(({ messageId }) => messageId),
    );
    if (shown.size > rows.length)
      found.push(`doubled in sight: ${shown.size} mails of ${rows.length} to ${String(person['mail'])}`);
  }
  return found;
}
