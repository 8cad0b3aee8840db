import { Refusal } from '../platform/refusal.ts';

/** Nobody locks himself out by a slip of the hand: what is one's own is ended under *Me*. Refuses `forbidden`. */
export function refuseOneself(actorId: string | null, personId: string): void {
  if (actorId === personId) throw new Refusal('forbidden', 'not-oneself');
}
