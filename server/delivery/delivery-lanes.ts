import { feelerOf, hangsAfterMs, isProven, roomFor, type Lane, type PushHost } from './push-host.ts';
import type { Capacity } from './push/line.ts';

type Lanes = {
  /** How many more may be claimed for this push service. */
  room: (host: string, paused: PushHost | undefined, now: number) => number;
  /** So many messages to it are on their way; answers what is to be called as each of them has ended. */
  enter: (host: string, count: number) => () => void;
  /** It has taken a message: it may be given as many as it has room for. */
  accepted: (host: string, now: number) => void;
};

/** What is under way, push service by push service, so that one that is slow or dead takes no place of another. */
export function createLanes(capacityOf: (host: string) => Capacity, onRoom: () => void): Lanes {
  const lanes = new Map<string, Lane>();
  const acceptedAt = new Map<string, number>();

  function enter(host: string, count: number): () => void {
    const lane = lanes.get(host) ?? { brisk: 0, hanging: 0 };
    lanes.set(host, lane);
    lane.brisk += count;
    let left = count;
    let isHanging = false;
    const timer = setTimeout(() => {
      isHanging = true;
      lane.brisk -= left;
      lane.hanging += left;
      onRoom();
    }, hangsAfterMs);
    return () => {
      left -= 1;
      if (isHanging) lane.hanging -= 1;
      else lane.brisk -= 1;
      if (left === 0) clearTimeout(timer);
      if (lane.brisk + lane.hanging === 0) lanes.delete(host);
    };
  }

  return {
    room: (host, paused, now) => {
      const all = capacityOf(host);
      const capacity = isProven(acceptedAt.get(host), now) ? all : feelerOf(all);
      return roomFor(lanes.get(host) ?? { brisk: 0, hanging: 0 }, capacity, paused, now);
    },
    enter,
    accepted: (host, now) => {
      const wasProven = isProven(acceptedAt.get(host), now);
      acceptedAt.set(host, now);
      if (!wasProven) onRoom();
    },
  };
}
