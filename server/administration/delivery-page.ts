import type { Request, Response } from 'express';
import { findClockWatch } from '../channels/retention/clock-watch-queries.ts';
import { countDeliveriesBetween } from '../delivery/delivery-queries.ts';
import { listPushHosts } from '../delivery/push-host-queries.ts';
import { examineInside } from '../doctor/examine-house.ts';
import type { Finding } from '../doctor/finding.ts';
import { translate } from '../platform/views/languages.ts';
import { languageOf } from '../show-page.ts';
import type { Umlauf } from '../umlauf.ts';
import { showAdministration } from './show-administration.ts';

const dayMs = 24 * 3_600_000;

/**
 * How delivery is, by what the portal knows itself, or by what an examination found outside as well. Sums and hosts
 * alone: no person, no device.
 */
export async function showDelivery(
  umlauf: Umlauf,
  request: Request,
  response: Response,
  examined: Finding[] | null,
): Promise<void> {
  const { db, clock } = umlauf;
  const now = clock.now();
  const findings = examined ?? (await examineInside(umlauf, now));
  const { all, byRoad } = await countDeliveriesBetween(db, now - dayMs, now);
  const language = languageOf(umlauf, request);
  const page = { section: 'delivery' as const, title: 'administration.delivery' };
  await showAdministration(umlauf, request, response, 'delivery', page, {
    examinedAt: examined && now,
    bad: countOf(findings, 'bad'),
    doubtful: countOf(findings, 'doubtful'),
    findings: findings.map(({ reason, params, ...finding }) => ({
      ...finding,
      sentence: translate(language, `doctor.${reason}`, params),
    })),
    hosts: (await listPushHosts(db)).map((host) => ({ ...host, isPaused: host.pausedUntil > now })),
    pushes: hasAny(byRoad.push) && byRoad.push,
    mails: hasAny(byRoad.mail) && byRoad.mail,
    isAnySent: hasAny(all),
    held: (await findClockWatch(db))?.held ?? null,
    now,
  });
}

const countOf = (findings: Finding[], verdict: Finding['verdict']): number =>
  findings.filter((finding) => finding.verdict === verdict).length;

const hasAny = (counts: Record<string, number>): boolean => Object.values(counts).some((count) => count > 0);
