export type Ring = { radius: number; dash: string; offset: number; closed: boolean; empty: boolean };

const radius = 88;

/** Lengths of the progress ring as SVG attributes; closed only when everybody has confirmed. */
export function drawRing(confirmed: number, recipients: number): Ring {
  const circumference = 2 * Math.PI * radius;
  const share = recipients === 0 ? 0 : confirmed / recipients;
  const drawn = Math.round(circumference * share * 10) / 10;
  return {
    radius,
    dash: `${drawn} ${Math.round((circumference - drawn) * 10) / 10 + 0.1}`,
    offset: 0,
    closed: confirmed === recipients && recipients > 0,
    empty: confirmed === 0,
  };
}

export const barWidth = (confirmed: number, recipients: number): number =>
  recipients === 0 ? 0 : Math.round((confirmed / recipients) * 1000) / 10;
