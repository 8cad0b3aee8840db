type Standing = { outstanding: number; onTheWay: number; missed: { road: string | null }[] };

/** Why sending again would reach nobody; null when it reaches somebody. */
export function whyNobody({
  outstanding,
  onTheWay,
  missed,
}: Standing): 'nobody-missing' | 'missed-without-road' | 'missed-on-the-way' | 'nobody-missed' | null {
  if (missed.some(({ road }) => road !== null)) return null;
  if (outstanding === 0) return 'nobody-missing';
  if (missed.length > 0) return 'missed-without-road';
  return onTheWay > 0 ? 'missed-on-the-way' : 'nobody-missed';
}
