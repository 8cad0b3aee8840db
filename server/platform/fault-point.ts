import { channel } from 'node:diagnostics_channel';

type FaultPoint =
  | 'release-written'
  | 'release-committed'
  | 'scheduled-release-committed'
  | 'outbox-looked-into'
  | 'delivery-claimed'
  | 'delivery-answered'
  | 'address-ended'
  | 'host-paused'
  | 'confirmations-written'
  | 'confirmations-committed'
  | 'posts-written'
  | 'posts-committed'
  | 'mail-claimed'
  | 'mail-answered'
  | 'planned-half-written'
  | 'planned-committed'
  | 'messages-deleted'
  | 'roster-half-written'
  | 'roster-committed';

/** Says on a diagnostics channel how far the program has come: whoever tries its recovery ends the process there. */
export function faultPoint(name: FaultPoint): void {
  const point = channel(`umlauf:${name}`);
  if (point.hasSubscribers) point.publish({});
}
