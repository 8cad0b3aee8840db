/** Whom somebody may address: everybody; or the teams that he answers for with all inside them, and their members. */
export type Addressable = 'everybody' | { teams: Set<string>; people: Set<string> };

export const mayAddressTeam = (addressable: Addressable, teamId: string): boolean =>
  addressable === 'everybody' || addressable.teams.has(teamId);

export const mayAddressPerson = (addressable: Addressable, personId: string): boolean =>
  addressable === 'everybody' || addressable.people.has(personId);
