import { listTexts } from '../offline/device-store.ts';
import { isSignOutOwed } from '../offline/owed-sign-out.ts';
import { findOfflinePage } from './offline-page.ts';

interface Navigation {
  request: Request;
  preloadResponse: Promise<unknown>;
}

/** A page as the server sends it, or the kept one: without network, and while a sign-out has not reached the server. */
export async function answerNavigation(event: Navigation): Promise<Response> {
  const [isOwed, answer] = await Promise.all([isSignOutOwed().catch(() => false), loadInTime(event)]);
  const kept = isOwed || !answer ? await findOfflinePage() : undefined;
  return kept ?? answer ?? Response.error();
}

const patienceMs = 5000;

/** From outside, the house is often silent rather than away: what can be read here does not wait until that is sure. */
async function loadInTime(event: Navigation): Promise<Response | null> {
  const answer = load(event).catch(() => null);
  const { pathname } = new URL(event.request.url);
  const texts = await listTexts().catch(() => []);
  if (!texts.some(({ id }) => pathname === `/announcements/${id}`)) return answer;
  return Promise.race([answer, new Promise<null>((resolve) => setTimeout(() => resolve(null), patienceMs))]);
}

async function load({ request, preloadResponse }: Navigation): Promise<Response> {
  return ((await preloadResponse) as Response | undefined) ?? fetch(request);
}
