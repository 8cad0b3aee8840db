/**
 * What a directory says at one moment: everyone and every team that it knows, keyed by what never changes there
 * (objectGUID, entryUUID). People who are disabled or expired are in it, marked; who is missing has been deleted.
 */
export type Roster = { people: RosterPerson[]; teams: RosterTeam[] };

export type RosterPerson = {
  sourceId: string;
  login: string;
  name: string;
  sortName: string;
  department: string;
  mail: string | null;
  /** `en`, `de` or `nl`, if the directory says; the person's own choice goes before it. */
  language: string | null;
  mayEnter: boolean;
};

export type RosterTeam = {
  sourceId: string;
  name: string;
  /** Its distinguished name, normalised, where the directory has such: two teams may have one name. */
  dn?: string;
  /** People who stand in it themselves, or through groups that are no teams here; each once. */
  memberIds: string[];
  /** Teams that stand in it; cycles and diamonds are possible. */
  childIds: string[];
  /** Who may publish to it besides the publishers (`managedBy`, `owner`). */
  ownerIds: string[];
};
