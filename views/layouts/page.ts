import { isShared, isSignedIn } from '../shared/page-facts.ts';
import { endPushOnSignOut, renewPush } from '../shared/push-renewal.ts';
import { enhanceForms } from './enhanced-forms.ts';
import { showInboxCount } from './inbox-badge.ts';
import { connectLive } from './live-connection.ts';
import { refresh } from './refresh.ts';
import { revealScripted, watchPrinting } from './scripted-parts.ts';

revealScripted();
watchPrinting();
enhanceForms();

if ('serviceWorker' in navigator) void navigator.serviceWorker.register('/sw.js');

if (isSignedIn()) {
  connectLive();
  showInboxCount();
  endPushOnSignOut();
  if (!isShared()) void renewPush();
}

// A page brought back by the back button shows what was true when it was left.
window.addEventListener('pageshow', ({ persisted }) => {
  if (persisted) refresh();
});
