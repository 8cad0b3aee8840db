import { demoNames } from './demo-names.ts';
import type { DemoPerson } from './demo-people.ts';
import type { DemoTeam } from './demo-teams.ts';
import { mulberry32 } from './mulberry32.ts';

const PEOPLE_PER_SITE = 480;
const FIRST_NEW_PLANT = 3;
const WARDS_PER_SITE = 4;
const SHIFTS = [
  { key: 'early', name: 'Frühschicht' },
  { key: 'late', name: 'Spätschicht' },
  { key: 'night', name: 'Nachtschicht' },
];

type Site = { teams: DemoTeam[]; places: DemoTeam[] };

/** A further site: one plant of two halls with three shifts each, and four wards. `places` is where people work. */
function siteOf(index: number): Site {
  const plant = {
    key: `plant-${FIRST_NEW_PLANT + index}`,
    name: `Werk ${FIRST_NEW_PLANT + index}`,
    parents: ['plants'],
  };
  const teams: DemoTeam[] = [plant];
  const places: DemoTeam[] = [];
  for (const hall of [1, 2]) {
    const hallTeam = {
      key: `${plant.key}-hall-${hall}`,
      name: `${plant.name} Halle ${hall}`,
      parents: [plant.key],
    };
    teams.push(hallTeam);
    for (const shift of SHIFTS) {
      places.push({
        key: `${hallTeam.key}-${shift.key}`,
        name: `${hallTeam.name} ${shift.name}`,
        parents: [hallTeam.key],
      });
    }
  }
  for (let ward = 1; ward <= WARDS_PER_SITE; ward++) {
    const number = (index + 1) * WARDS_PER_SITE + ward;
    places.push({ key: `ward-${number}`, name: `Pflege Station ${number}`, parents: ['care'] });
  }
  return { teams: [...teams, ...places], places };
}

const plainLetters: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss', ł: 'l', ı: 'i' };

function loginOf(given: string, family: string, number: number): string {
  const letters = `${given}.${family}`
    .toLowerCase()
    .replace(/[äöüßłı]/g, (letter) => plainLetters[letter] ?? '');
  return `${letters.normalize('NFD').replace(/[^a-z.-]/g, '')}.${number}`;
}

/** The first people of a larger organisation are those of a smaller one: each is drawn after the one before. */
export function largeOrganisation(
  count: number,
  firstNumber: number,
): { teams: DemoTeam[]; people: DemoPerson[] } {
  const next = mulberry32(20_251_120);
  const draw = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;
  const teams: DemoTeam[] = [];
  const people: DemoPerson[] = [];
  let places: DemoTeam[] = [];
  for (let index = 0; index < count; index++) {
    if (index % PEOPLE_PER_SITE === 0) {
      const site = siteOf(index / PEOPLE_PER_SITE);
      teams.push(...site.teams);
      places = site.places;
    }
    const origin = draw(demoNames);
    const given = draw(origin.given);
    const family = draw(origin.family);
    const place = draw(places);
    const firstAider = next() < 0.05 && !place.parents.includes('care');
    const login = loginOf(given, family, firstNumber + index);
    people.push({
      login,
      name: `${given} ${family}`,
      sortName: `${family}, ${given}`,
      department: place.name,
      mail: next() < 0.15 ? null : `${login}@lindenhof.example`,
      language: origin.language,
      teams: firstAider ? [place.key, 'first-aiders'] : [place.key],
    });
  }
  return { teams, people };
}
