/** What came of a call. None of them is a confirmation: whoever was called is outstanding until he confirms himself. */
export const callOutcomes = ['told', 'no-answer', 'passed-on'] as const;

export type CallOutcome = (typeof callOutcomes)[number];

export type Call = { outcome: CallOutcome; at: number; caller: string };
