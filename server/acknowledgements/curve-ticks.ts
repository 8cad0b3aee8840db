import { fromLocalTime, toLocalTime } from '../platform/local-time.ts';
import { placeOn } from './curve.ts';

/** A mark on the axis of time; `spare` ones have no room on a phone. */
export type CurveTick = { at: number; x: number; isDay: boolean; spare: boolean };

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
const distances = [
  ...[5 * minuteMs, 15 * minuteMs, 30 * minuteMs],
  ...[hourMs, 2 * hourMs, 3 * hourMs, 6 * hourMs, 12 * hourMs],
  ...[dayMs, 2 * dayMs, 7 * dayMs, 14 * dayMs, 28 * dayMs, 91 * dayMs],
];
const mostTicks = 6;
/** In per cent of the axis: the label at its start, and that of a tick, take so much. */
const startTakes = { wide: 16, narrow: 34 };
const tickTakes = 30;
const lastPlace = 96;

/** Round times and days on the clocks of the house, as many as can be read. */
export function listCurveTicks(startsAt: number, endsAt: number, timeZone: string): CurveTick[] {
  const spanMs = endsAt - startsAt;
  const everyMs = distances.find((distance) => spanMs / distance < mostTicks) ?? spanMs;
  // The clocks of the house read as if they were those of UTC, whose days all begin at a multiple of a day.
  const localStart = Date.parse(`${toLocalTime(startsAt, timeZone)}:00Z`);
  const ticks: CurveTick[] = [];
  let nextNarrow = startTakes.narrow;
  for (let step = 1; step <= mostTicks + 1; step += 1) {
    const local = new Date((Math.floor(localStart / everyMs) + step) * everyMs).toISOString().slice(0, 16);
    // A time that the clocks skip has no place.
    const at = fromLocalTime(local, timeZone);
    const x = at === null ? -1 : placeOn({ startsAt, endsAt }, at);
    if (at === null || at >= endsAt || x < startTakes.wide || x > lastPlace) continue;
    const spare = x < nextNarrow;
    if (!spare) nextNarrow = x + tickTakes;
    ticks.push({ at, x, isDay: everyMs >= dayMs, spare });
  }
  return ticks;
}
