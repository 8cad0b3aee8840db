import { demoPeople, type DemoPerson } from './demo-people.ts';
import { demoTeams, type DemoTeam } from './demo-teams.ts';
import { largeOrganisation } from './large-organisation.ts';

export type DemoOrganisation = { houseName: string; teams: DemoTeam[]; people: DemoPerson[] };

/** The house every first start shows. It never has fewer people than were written by hand; more are drawn. */
export function demoOrganisation(peopleCount = demoPeople.length): DemoOrganisation {
  const further = largeOrganisation(Math.max(0, peopleCount - demoPeople.length), demoPeople.length + 1);
  return {
    houseName: 'Lindenhof Werk und Pflege',
    teams: structuredClone([...demoTeams, ...further.teams]),
    people: structuredClone([...demoPeople, ...further.people]),
  };
}
