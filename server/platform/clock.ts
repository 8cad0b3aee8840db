/** Time is injected: everything asks a Clock, so that tests can hold and move it. All times are UTC milliseconds. */
export type Clock = { now: () => number };

export const systemClock: Clock = { now: () => Date.now() };
