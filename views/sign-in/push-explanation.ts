/** What a browser tells of itself. */
export interface BrowserFacts {
  userAgent: string;
  maxTouchPoints: number;
  /** Opened from the home screen or as an application, not in a tab. */
  isInstalled: boolean;
  isSecure: boolean;
  canSubscribe: boolean;
  permission: NotificationPermission;
}

export type Explanation =
  | 'insecure'
  | 'ios-not-installed'
  | 'ios-outdated'
  | 'unsupported'
  | 'blocked'
  | 'blocked-ios'
  | 'silent'
  | 'refused'
  | 'unreachable'
  | 'not-saved';

/** Why notices cannot be turned on here, as far as it is known before anything is tried; null when nothing speaks against it. */
export function explainBefore(facts: BrowserFacts): Explanation | null {
  if (!facts.isSecure) return 'insecure';
  if (isIos(facts) && !facts.isInstalled) return 'ios-not-installed';
  if (!facts.canSubscribe) return isIos(facts) ? 'ios-outdated' : 'unsupported';
  return facts.permission === 'denied' ? explainBlocked(facts) : null;
}

/** What it means that turning them on failed; null when the question was only put aside. */
export function explainFailure(
  facts: BrowserFacts,
  failure: { at: 'subscribing' | 'saving'; name: string },
): Explanation | null {
  if (facts.permission === 'denied') return explainBlocked(facts);
  if (facts.permission === 'default') return null;
  if (failure.at === 'saving') return 'not-saved';
  return reasons[failure.name]?.(facts) ?? 'unreachable';
}

const explainBlocked = (facts: BrowserFacts): Explanation => (isIos(facts) ? 'blocked-ios' : 'blocked');

// By the names of the exceptions of the Push API; TimeoutError is our own, for a browser that never answers.
const reasons: Record<string, (facts: BrowserFacts) => Explanation> = {
  TimeoutError: () => 'silent',
  AbortError: () => 'refused',
  NotAllowedError: explainBlocked,
  NotSupportedError: () => 'unsupported',
};

// iPads call themselves Macs, but no Mac has a touch screen.
function isIos({ userAgent, maxTouchPoints }: BrowserFacts): boolean {
  return /iPhone|iPad|iPod/.test(userAgent) || (userAgent.includes('Macintosh') && maxTouchPoints > 1);
}
