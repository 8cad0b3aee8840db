import { pageFact } from '../shared/page-facts.ts';
import type { Seal } from './seal.ts';
import { canKeep } from './waiting-queue.ts';

/** The seal of the person of this page; null where nothing may be kept, or where the browser has not the means. */
export function ownSeal(): Seal | null {
  const [owner, key] = [pageFact('offlineOwner'), pageFact('offlineKey')];
  return owner && key && canKeep() ? { owner, key } : null;
}
