type Ring = {
  radius: number;
  dash: string;
  offset: number;
  closed: boolean;
  empty: boolean;
  /** Too many digits for large figures. */
  many: boolean;
};

const radius = 88;
const circumference = 2 * Math.PI * radius;
/** A round end reaches out by half the stroke's width. */
const roundEnd = 8;
/** What must stay open to be seen as open, round ends included. */
const leastGap = 28;

const tenth = (length: number): number => Math.round(length * 10) / 10;

/** Lengths of the progress ring as SVG attributes; closed only when everybody has confirmed. */
export function drawRing(confirmed: number, recipients: number): Ring {
  const closed = recipients > 0 && confirmed === recipients;
  const share = recipients === 0 ? 0 : confirmed / recipients;
  const drawn = closed
    ? circumference
    : Math.min(circumference * share, circumference - leastGap - 2 * roundEnd);
  return {
    radius,
    dash: closed ? 'none' : `${tenth(drawn)} ${tenth(circumference)}`,
    offset: closed ? 0 : -roundEnd,
    closed,
    empty: confirmed === 0,
    many: confirmed >= 1000,
  };
}

export const barWidth = (confirmed: number, recipients: number): number =>
  recipients === 0 ? 0 : tenth((confirmed / recipients) * 100);
