import { isSignOutOwed } from '../offline/owed-sign-out.ts';
import { findOfflinePage } from './offline-page.ts';

interface Navigation {
  request: Request;
  preloadResponse: Promise<unknown>;
}

/** A page as the server sends it, or the kept one: without network, and while a sign-out has not reached the server. */
export async function answerNavigation(event: Navigation): Promise<Response> {
  const [isOwed, answer] = await Promise.all([
    isSignOutOwed().catch(() => false),
    load(event).catch(() => null),
  ]);
  const kept = isOwed || !answer ? await findOfflinePage() : undefined;
  return kept ?? answer ?? Response.error();
}

async function load({ request, preloadResponse }: Navigation): Promise<Response> {
  return ((await preloadResponse) as Response | undefined) ?? fetch(request);
}
