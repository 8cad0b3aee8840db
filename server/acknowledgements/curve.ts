/** So many confirmations from `startsAt` on, for as long as a step of the line is wide. */
export type CurveStep = { startsAt: number; confirmed: number };

export type CurveGiven = {
  /** What the axis reaches over. */
  startsAt: number;
  endsAt: number;
  /** Where the line ends: now, or when nothing more came of it. */
  untilAt: number;
  asked: number;
  steps: CurveStep[];
  stepMs: number;
};

export type Curve = {
  /** In a box of 1000 by 100, which is drawn as wide and as high as there is room. */
  line: string;
  wash: string;
  end: { x: number; y: number };
};

export type CurveRow = { at: number; added: number; total: number };

const boxWidth = 1000;
const boxHeight = 100;

const tenth = (length: number): number => Math.round(length * 10) / 10;

/** The place of a moment on the axis, in per cent of its length. */
export function placeOn({ startsAt, endsAt }: Pick<CurveGiven, 'startsAt' | 'endsAt'>, at: number): number {
  const share = endsAt > startsAt ? (at - startsAt) / (endsAt - startsAt) : 0;
  return tenth(Math.min(Math.max(share, 0), 1) * 100);
}

/**
 * The running total as a line of steps over a zero baseline, with the area beneath it. A step rises at its end: by then
 * so many had confirmed, and no confirmation is drawn before it was given.
 */
export function drawCurve(given: CurveGiven): Curve {
  const { steps, stepMs, asked, untilAt } = given;
  const across = (at: number): number => (placeOn(given, at) * boxWidth) / 100;
  const down = (total: number): number =>
    tenth(boxHeight - (asked === 0 ? 0 : Math.min(total / asked, 1) * boxHeight));
  let total = 0;
  let line = `M0 ${boxHeight}`;
  for (const { startsAt, confirmed } of steps) {
    total += confirmed;
    line += `H${across(Math.min(startsAt + stepMs, untilAt))}V${down(total)}`;
  }
  const [x, y] = [placeOn(given, untilAt), down(total)];
  line += `H${across(untilAt)}`;
  return { line, wash: `${line}V${boxHeight}H0Z`, end: { x, y } };
}

/** The same as a table of few rows: so many more by then, and how many in all. */
export function tabulateCurve({ steps, stepMs, untilAt }: CurveGiven, mostRows: number): CurveRow[] {
  const perRow = Math.max(1, Math.ceil(steps.length / mostRows));
  const rows: CurveRow[] = [];
  let total = 0;
  for (let from = 0; from < steps.length; from += perRow) {
    const together = steps.slice(from, from + perRow);
    const added = together.reduce((sum, { confirmed }) => sum + confirmed, 0);
    total += added;
    const last = together.at(-1);
    if (last) rows.push({ at: Math.min(last.startsAt + stepMs, untilAt), added, total });
  }
  return rows;
}
