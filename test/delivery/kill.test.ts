import assert from 'node:assert/strict';
import { check, type Verdict } from '../support/kill/check/check.ts';
import type { Evidence } from '../support/kill/check/evidence.ts';
import { playHouse } from '../support/kill/play-house.ts';
import { points } from '../support/kill/points.ts';
import { startPushService, type PushService } from '../support/push-service/push-service.ts';
import type { DatabaseKind } from '../support/world.ts';

/** One odd and one even: what comes about in two ways comes about in each of them. */
const seeds = { SQLite: 1, PostgreSQL: 2 };
const kinds: DatabaseKind[] = ['SQLite', 'PostgreSQL'];
type Played = { verdict: Verdict; evidence: Evidence };

describe('Killed with SIGKILL at every point between the button and the confirmation', function () {
  this.timeout(300_000);
  let service: PushService;
  const played = new Map<DatabaseKind, Promise<Played>>();

  // All at once: much of it is waiting for leases to run out.
  before(async () => {
    service = await startPushService();
    for (const kind of kinds) played.set(kind, playHouse(kind, service, seeds[kind]));
    for (const each of played.values()) each.catch(() => undefined);
  });
  after(async () => {
    await Promise.allSettled(played.values());
    await service.stop();
  });
  const resultOf = async (kind: DatabaseKind): Promise<Played> => (await played.get(kind)) ?? assert.fail();

  for (const kind of kinds)
    it(`it loses, skips and repeats nothing, and nothing is stuck (${kind})`, async () => {
      const { verdict } = await resultOf(kind);
      // How long a start takes is a matter of the series: here other tests run beside it.
      assert.deepEqual(
        verdict.violations.filter((one) => !one.startsWith('slow:')),
        [],
      );
      const { kills, deliveries, pushes, mails, confirmations, reminders } = verdict.counts;
      assert.equal(kills, points.length);
      assert.ok(Math.min(deliveries, pushes, mails, confirmations) > kills, JSON.stringify(verdict.counts));
      assert.equal(reminders, 1);
    });

  type Bend = (evidence: Evidence) => unknown;
  const ownOf = ({ releases }: Evidence) => releases[0]?.announcementId;
  const bends: [string, RegExp, Bend][] = [
    [
      'a person is skipped',
      /^skipped: \w+ has 6 of 7/,
      ({ tables: { recipients }, ...rest }) =>
        recipients.splice(
          recipients.findIndex((row) => row['announcement_id'] === ownOf(rest as Evidence)),
          1,
        ),
    ],
    ['a push is lost', /^lost: announcement/, ({ pushes }) => pushes.splice(0, pushes.length)],
    ['a mail is lost', /^lost: announcement/, ({ mails }) => mails.splice(0, mails.length)],
    [
      'a mail comes twice under another name',
      /^doubled in sight/,
      ({ mails }) => mails.push(...mails.map((mail) => ({ ...mail, messageId: `<again${mail.messageId}` }))),
    ],
    [
      'a push does not take the place of the one before',
      /^doubled in sight/,
      ({ pushes }) => pushes.push(...pushes.map((push) => ({ ...push, topic: 'another' }))),
    ],
    [
      'a row was claimed by two',
      /^doubled: announcement of \w+ was answered 201 and sent again/,
      ({ pushes }) => pushes.push(...pushes),
    ],
    [
      'a push is for something that stands nowhere',
      /^invented: a push/,
      ({ tables }) => tables.deliveries.splice(0, tables.deliveries.length),
    ],
    [
      'a row stays under way',
      /^stuck: announcement/,
      ({ tables }) => tables.deliveries.forEach((row) => (row['state'] = 'sending')),
    ],
    [
      'what a dead program was sending is never taken up',
      /^stuck: .* was taken up after Infinity ms/,
      ({ starts }) => starts.forEach((start) => (start.at += 3_600_000)),
    ],
    [
      'a confirmation is lost',
      /^lost: the confirmation/,
      ({ tables }) => tables.acknowledgements.splice(0, tables.acknowledgements.length),
    ],
    [
      'somebody has confirmed who did not',
      /^invented: \w+ never confirmed/,
      ({ confirms }) => confirms.splice(0, confirms.length),
    ],
    [
      'a key has released twice',
      /^release \w+: stands 2 times/,
      ({ tables }) => tables.audit_entries.push(...structuredClone(tables.audit_entries)),
    ],
    [
      'a reminder comes before its time',
      /^late: the reminder/,
      ({ tables }) =>
        tables.planned_notices.forEach((row) => (row['due_at'] = Number(row['due_at']) + 120_000)),
    ],
    [
      'a release is half there as the program dies',
      /^release \w+: draft with \d+ rows at the death/,
      ({ deaths }) =>
        deaths.forEach(({ tables }) => tables.announcements.forEach((row) => (row['status'] = 'draft'))),
    ],
    [
      'a line of the record is changed',
      /^record: line \d+ does not follow/,
      ({ tables }) => Object.assign(tables.audit_entries[5] ?? {}, { at: 0 }),
    ],
    [
      'it is long in coming back',
      /^slow:/,
      ({ starts }) => starts.forEach((start) => (start.afterMs = 11_000)),
    ],
  ];
  it('whatever else may go wrong is found out', async () => {
    const { evidence } = await resultOf('SQLite');
    for (const [title, expected, bend] of bends) {
      const bent = structuredClone(evidence);
      bend(bent);
      const { violations } = check(bent);
      assert.ok(
        violations.some((violation) => expected.test(violation)),
        `${title}: ${violations.join('\n')}`,
      );
    }
  });
});
