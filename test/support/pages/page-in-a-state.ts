type Form = { path: string; fields: Record<string, string> };

/** A page in one of its states: how one gets there, or the form that is answered by it. */
export type PageInAState = {
  name: string;
  login: string | null;
  shared?: boolean;
  at: string | Form;
  status?: number;
};
