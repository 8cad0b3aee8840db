import type { BrowserFacts } from './push-explanation.ts';

export function readBrowserFacts(): BrowserFacts {
  const { userAgent, maxTouchPoints } = navigator;
  const canSubscribe = 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window;
  return {
    ...{ userAgent, maxTouchPoints, canSubscribe },
    isInstalled: isInstalled(),
    isSecure: window.isSecureContext,
    permission: 'Notification' in window ? Notification.permission : 'default',
  };
}

// Older Safari tells it in a word of its own.
function isInstalled(): boolean {
  const { standalone } = navigator as { standalone?: boolean };
  return standalone === true || matchMedia('(display-mode: standalone)').matches;
}
