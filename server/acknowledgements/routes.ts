import type { Request, Response } from 'express';
import { createUnreachedCount } from '../delivery/calls/count-unreached.ts';
import { parse, pathId } from '../platform/http/parse.ts';
import { translate } from '../platform/views/languages.ts';
import { actorOf, type UmlaufRoute } from '../sign-in/guards.ts';
import { languageOf, showPage } from '../show-page.ts';
import type { Umlauf } from '../umlauf.ts';
import { confirmAnnouncement } from './confirm-announcement.ts';
import { sendProgressFile } from './progress-file.ts';
import { showProgress } from './progress-page.ts';
import { getReceipt } from './receipt.ts';
import { acknowledgementForm } from './schemas.ts';
import { showTeamList } from './team-page.ts';

export function acknowledgementRoutes(umlauf: Umlauf): UmlaufRoute[] {
  const { db } = umlauf;
  const countUnreached = createUnreachedCount(umlauf);

  async function showReceipt(request: Request, response: Response): Promise<void> {
    const receipt = await getReceipt(db, actorOf(request).person, pathId(request.params['id']));
    const page = { title: 'receipt.title', nav: 'inbox' as const };
    const signedInHow = translate(languageOf(umlauf, request), `receipt.how.${receipt.signedInHow}`);
    await showPage(umlauf, request, response, 'acknowledgements/receipt', page, {
      receipt: {
        ...receipt,
        signedInHow,
        acknowledgedAt: Date.parse(receipt.acknowledgedAt),
        claimedAt: receipt.claimedAt === null ? null : Date.parse(receipt.claimedAt),
        deadlineAt: receipt.deadlineAt === null ? null : Date.parse(receipt.deadlineAt),
      },
    });
  }

  return [
    {
      method: 'post',
      path: '/announcements/:id/acknowledgement',
      guard: 'signed-in',
      handle: async (request, response) => {
        const id = pathId(request.params['id']);
        const actor = actorOf(request);
        const { claimedAt = null, language, ...given } = parse(acknowledgementForm, request.body ?? {});
        const confirmation = { ...given, claimedAt };
        const { isNew } = await confirmAnnouncement(umlauf, actor, id, confirmation);
        if (isNew) umlauf.countConfirmed(id);
        response.redirect(303, `/announcements/${id}${language ? `?language=${language}` : ''}`);
      },
    },
    { method: 'get', path: '/announcements/:id/acknowledgement', guard: 'signed-in', handle: showReceipt },
    {
      method: 'get',
      path: '/announcements/:id/acknowledgement.json',
      guard: 'signed-in',
      handle: async (request, response) => {
        const receipt = await getReceipt(db, actorOf(request).person, pathId(request.params['id']));
        response.attachment(`umlauf-${receipt.number}.json`).set('Cache-Control', 'no-store');
        response.type('json').send(`${JSON.stringify(receipt, null, 2)}\n`);
      },
    },
    {
      method: 'get',
      path: '/announcements/:id/progress',
      guard: 'signed-in',
      handle: (request, response) => showProgress(umlauf, countUnreached, request, response),
    },
    {
      method: 'get',
      path: '/announcements/:id/team',
      guard: 'signed-in',
      handle: (request, response) => showTeamList(umlauf, request, response),
    },
    {
      method: 'get',
      path: '/announcements/:id/progress.csv',
      guard: 'signed-in',
      handle: (request, response) => sendProgressFile(umlauf, request, response),
    },
  ];
}
