export type Person = {
  id: string;
  login: string;
  name: string;
  sortName: string;
  department: string;
  mail: string | null;
  language: string;
};

export type Team = { id: string; name: string };

export type TeamWithCount = Team & { members: number };

/** A team stands inside another: the members of the child are members of the parent too. */
export type Nesting = { parentId: string; childId: string };
