/** What was looked at. */
export type Part =
  | 'contact'
  | 'push'
  | 'notices'
  | 'clock'
  | 'address'
  | 'mail'
  | 'queue'
  | 'skew'
  | 'retention'
  | 'directory';

export type Verdict = 'good' | 'doubtful' | 'bad';

/** `reason` is a text of its own in every language (`doctor.REASON`), `subject` what it is said of: a host, an address. */
export type Finding = {
  part: Part;
  subject: string | null;
  verdict: Verdict;
  reason: string;
  params: Record<string, string | number>;
};

export function found(
  part: Part,
  verdict: Verdict,
  reason: string,
  { subject = null, ...params }: { subject?: string | null } & Record<string, string | number | null> = {},
): Finding {
  const said = Object.entries(params).filter(
    (entry): entry is [string, string | number] => entry[1] !== null,
  );
  return { part, subject, verdict, reason, params: Object.fromEntries(said) };
}
