import { checkTexts } from '../offline/check-texts.ts';
import { dropTexts } from '../offline/kept-texts.ts';
import { rememberPerson } from '../offline/last-person.ts';
import { startOfflinePage } from '../offline/offline-page.ts';
import { ownSeal } from '../offline/own-seal.ts';
import { startWaiting } from '../offline/waiting-page.ts';
import { canKeep } from '../offline/waiting-queue.ts';
import { sendKept } from '../channels/send-kept.ts';
import { followOpened } from '../announcements/opened-here.ts';
import { followSearch } from '../announcements/search-field.ts';
import { isShared, isSignedIn } from '../shared/page-facts.ts';
import { renewPush } from '../shared/push-renewal.ts';
import { watchNetwork } from './connection-state.ts';
import { enhanceForms } from './enhanced-forms.ts';
import { showInboxCount } from './inbox-badge.ts';
import { connectLive } from './live-connection.ts';
import { watchPassingOffers } from './passing-offers.ts';
import { refresh, watchLeaving } from './refresh.ts';
import { revealScripted, watchPrinting } from './scripted-parts.ts';
import { onNews } from './live-news.ts';
import { startServiceWorker } from './service-worker.ts';
import { followShortcuts } from './shortcuts.ts';
import { watchSignOut } from './sign-out.ts';
import { followUnread } from './unread-channels.ts';

const offlinePage = document.getElementById('offline-page');

revealScripted();
watchPrinting();
enhanceForms();
watchPassingOffers();
watchLeaving();
followOpened();
followSearch();

if (offlinePage) void startOfflinePage(offlinePage);
else startServiceWorker();

if (isSignedIn()) {
  const seal = ownSeal();
  if (canKeep()) void rememberPerson(seal?.owner).catch(() => undefined);
  if (seal) void startWaiting(seal);
  if (seal) void checkTexts().catch(() => undefined);
  if (seal) onNews('connect', () => void sendKept(seal).catch(() => undefined));
  watchNetwork();
  watchSignOut(connectLive());
  followUnread();
  showInboxCount();
  if (!isShared()) void renewPush();
}

// Nobody is signed in here any more: what came for whoever was is not read by the next one.
if (location.pathname === '/sign-in' && !offlinePage && canKeep()) void dropTexts().catch(() => undefined);

// After what makes the confirmation wait for a moment.
followShortcuts();

// A page brought back by the back button shows what was true when it was left.
window.addEventListener('pageshow', ({ persisted }) => {
  if (persisted) refresh();
});
