import type { Request, Response } from 'express';
import { isUnreleased } from '../announcements/lifecycle.ts';
import { getSentAnnouncement } from '../announcements/sent-announcement-queries.ts';
import { pathId } from '../platform/http/parse.ts';
import { sendPieces } from '../platform/http/send-pieces.ts';
import { Refusal } from '../platform/refusal.ts';
import { actorOf } from '../sign-in/guards.ts';
import { languageOf } from '../show-page.ts';
import type { Umlauf } from '../umlauf.ts';
import { exportProgress } from './export-progress.ts';
import { lookAtNames } from './look-at-names.ts';

/** The list of recipients for a spreadsheet, to its sender. */
export async function sendProgressFile(umlauf: Umlauf, request: Request, response: Response): Promise<void> {
  const { db, config } = umlauf;
  const actor = actorOf(request);
  const announcement = await getSentAnnouncement(db, actor, pathId(request.params['id']));
  if (isUnreleased(announcement)) throw new Refusal('conflict', 'not-released');
  if (announcement.acknowledgement === 'none') throw new Refusal('conflict', 'nothing-to-confirm');
  await lookAtNames(umlauf, actor, announcement.id, 'file');
  const zone = { language: languageOf(umlauf, request), timeZone: config.timeZone };
  response.attachment(`umlauf-${announcement.number}.csv`).type('text/csv; charset=utf-8');
  response.set('Cache-Control', 'no-store');
  await sendPieces(response, exportProgress(db, announcement.id, zone));
}
