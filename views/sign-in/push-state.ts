export type PushState =
  'off' | 'asking' | 'on' | 'blocked' | 'unsupported' | 'ios-not-installed' | 'unreachable';

/** What can be said before anything is asked for; null when only the subscription itself can tell. */
export function obstacle(): PushState | null {
  if (isIos() && !isInstalled()) return 'ios-not-installed';
  if (!('serviceWorker' in navigator) || !('PushManager' in window) || !('Notification' in window)) {
    return 'unsupported';
  }
  return Notification.permission === 'denied' ? 'blocked' : null;
}

export function stateAfter(error: unknown): PushState {
  if (Notification.permission !== 'granted') return Notification.permission === 'denied' ? 'blocked' : 'off';
  return error instanceof DOMException && error.name === 'NotSupportedError' ? 'unsupported' : 'unreachable';
}

// iPads call themselves Macs, but no Mac has a touch screen.
function isIos(): boolean {
  return /iPhone|iPad|iPod/.test(navigator.userAgent) || (isMac() && navigator.maxTouchPoints > 1);
}

function isMac(): boolean {
  return navigator.userAgent.includes('Macintosh');
}

function isInstalled(): boolean {
  return matchMedia('(display-mode: standalone)').matches;
}
