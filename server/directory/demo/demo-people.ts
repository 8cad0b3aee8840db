import { demoTeams } from './demo-teams.ts';

export type DemoPerson = {
  login: string;
  name: string;
  sortName: string;
  department: string;
  mail: string | null;
  language: 'en' | 'de' | 'nl';
  teams: string[];
};

type Entry = {
  login: string;
  given: string;
  family: string;
  /** What stands before the family name and does not count when names are sorted: "van den", "Freifrau von". */
  particle?: string;
  language?: DemoPerson['language'];
  mail?: false;
  teams: string[];
  department?: string;
};

const entries: Entry[] = [
  { login: 'anna', given: 'Anna', family: 'Krause', teams: ['plant-management', 'umlauf-publishers'] },
  { login: 'ben', given: 'Ben', family: 'Yıldız', teams: ['early-shift'] },
  { login: 'clara', given: 'Clara', particle: 'de', family: 'Vries', language: 'nl', teams: ['ward-3'] },
  {
    login: 'deniz',
    given: 'Deniz',
    family: 'Arslan',
    language: 'en',
    teams: ['it-operations', 'umlauf-administrators'],
  },
  { login: 'esther', given: 'Esther', family: 'Blum', teams: ['works-council', 'umlauf-auditors'] },
  {
    login: 'm.wojcik',
    given: 'Małgorzata',
    family: 'Wójcik',
    teams: ['occupational-safety', 'first-aiders', 'umlauf-publishers'],
  },
  { login: 'c.oeztuerk', given: 'Çiğdem', family: 'Öztürk', teams: ['human-resources', 'umlauf-publishers'] },
  { login: 'j.suessmilch', given: 'Jörg', family: 'Süßmilch', teams: ['catering', 'umlauf-publishers'] },
  {
    login: 's.brulot',
    given: 'Sjoerd',
    family: 'Brûlot',
    language: 'nl',
    teams: ['care-management', 'umlauf-publishers'],
  },

  { login: 'm.aydogan', given: 'Mehmet', family: 'Aydoğan', teams: ['early-shift', 'first-aiders'] },
  { login: 'h.celik', given: 'Hüseyin', family: 'Çelik', mail: false, teams: ['early-shift'] },
  { login: 'k.brandstaetter', given: 'Käthe', family: 'Brandstätter', mail: false, teams: ['early-shift'] },
  { login: 'p.lukaszewicz', given: 'Paweł', family: 'Łukaszewicz', mail: false, teams: ['early-shift'] },
  { login: 's.sahin', given: 'Sabine', family: 'Şahin', teams: ['early-shift'] },
  { login: 'y.haddad', given: 'Yasmin', family: 'Haddad', language: 'en', teams: ['early-shift'] },
  { login: 'd.kruse', given: 'Detlef', family: 'Kruse-Petersen', teams: ['early-shift', 'works-council'] },

  { login: 'a.kaminska', given: 'Agnieszka', family: 'Kamińska', teams: ['late-shift', 'first-aiders'] },
  {
    login: 'o.ibrahim',
    given: 'Omar',
    family: 'Ibrahim',
    language: 'en',
    mail: false,
    teams: ['late-shift'],
  },
  { login: 'g.goekce', given: 'Gülşen', family: 'Gökçe', teams: ['late-shift'] },
  { login: 't.muellner', given: 'Thorsten', family: 'Müllner', teams: ['late-shift'] },
  { login: 'r.vogt', given: 'Reinhard', family: 'Vogt', teams: ['late-shift'] },
  { login: 'b.dijkstra', given: 'Bram', family: 'Dijkstra', language: 'nl', teams: ['late-shift'] },

  { login: 'e.alkan', given: 'Emre', family: 'Alkan', teams: ['night-shift'] },
  { login: 'a.baecker', given: 'Annegret', family: 'Bäcker', teams: ['night-shift'] },
  { login: 'z.kowalczyk', given: 'Zbigniew', family: 'Kowalczyk', teams: ['night-shift'] },
  { login: 'n.elamrani', given: 'Noureddine', particle: 'el', family: 'Amrani', teams: ['night-shift'] },
  { login: 'w.grabowska', given: 'Wiesława', family: 'Grabowska', mail: false, teams: ['night-shift'] },
  { login: 'u.goetz', given: 'Uwe', family: 'Götz', teams: ['night-shift', 'first-aiders'] },

  { login: 'f.oezdemir', given: 'Ferhat', family: 'Özdemir', teams: ['assembly'] },
  { login: 'l.jaeger', given: 'Lieselotte', family: 'Jäger', teams: ['assembly', 'first-aiders'] },
  { login: 's.zielinski', given: 'Sławomir', family: 'Zieliński', teams: ['assembly'] },
  {
    login: 'm.alfarsi',
    given: 'Mariam',
    particle: 'al',
    family: 'Farsi',
    language: 'en',
    teams: ['assembly'],
  },

  { login: 'w.janssen', given: 'Wiebke', family: 'Janßen', teams: ['logistics', 'first-aiders'] },
  { login: 'j.roeder', given: 'Jürgen', family: 'Röder', mail: false, teams: ['logistics'] },
  { login: 'i.demirtas', given: 'İsmail', family: 'Demirtaş', teams: ['logistics'] },
  {
    login: 'm.vanderlinden',
    given: 'Maarten',
    particle: 'van der',
    family: 'Linden',
    language: 'nl',
    teams: ['logistics'],
  },
  { login: 'k.szczepanska', given: 'Katarzyna', family: 'Szczepańska', teams: ['logistics'] },

  { login: 'h.grossmann', given: 'Heiner', family: 'Großmann', teams: ['maintenance', 'works-council'] },
  { login: 'a.yalcin', given: 'Ayşegül', family: 'Yalçın', teams: ['maintenance'] },
  { login: 'r.wisniewski', given: 'Radosław', family: 'Wiśniewski', teams: ['maintenance', 'first-aiders'] },
  { login: 's.mansour', given: 'Samir', family: 'Mansour', language: 'en', teams: ['maintenance'] },

  { login: 'e.luebbe', given: 'Eike', family: 'Lübbe', teams: ['facilities'] },
  { login: 't.koc', given: 'Tuğba', family: 'Koç', teams: ['facilities', 'first-aiders'] },

  { login: 'm.haeussler', given: 'Mechthild', family: 'Häußler', teams: ['ward-1'] },
  { login: 'l.bakker', given: 'Lotte', family: 'Bakker', language: 'nl', teams: ['ward-1'] },
  { login: 'h.nowak', given: 'Halina', family: 'Nowak', teams: ['ward-1'] },
  {
    login: 'a.boogaard',
    given: 'Annemarie',
    particle: 'van den',
    family: 'Boogaard-Koopmans',
    language: 'nl',
    teams: ['ward-2'],
  },
  { login: 'n.tuerkoglu', given: 'Nurşen', family: 'Türkoğlu', teams: ['ward-2'] },
  { login: 'i.grosskreutz', given: 'Ilse', family: 'Großkreutz', mail: false, teams: ['ward-3'] },
  {
    login: 'f.hoff',
    given: 'Fenna',
    particle: 'van ’t',
    family: 'Hoff',
    language: 'nl',
    mail: false,
    teams: ['ward-3'],
  },
  { login: 'l.bouazza', given: 'Leïla', family: 'Bouazza', teams: ['ward-3'] },
  { login: 'd.jablonska', given: 'Danuta', family: 'Jabłońska', teams: ['ward-4'] },
  {
    login: 'j.terhorst',
    given: 'Jurriaan',
    particle: 'ter',
    family: 'Horst',
    language: 'nl',
    teams: ['ward-4'],
  },

  {
    login: 'w.schluechtern',
    given: 'Dr. Wilhelmine',
    particle: 'Freifrau von',
    family: 'Schlüchtern-Oberhausen',
    teams: ['plant-management'],
  },
  { login: 'p.oelschlaeger', given: 'Philipp', family: 'Ölschläger', teams: ['plant-management'] },
  { login: 'b.kueppers', given: 'Bärbel', family: 'Küppers', teams: ['human-resources'] },
  {
    login: 'n.elsayed',
    given: 'Nadia',
    particle: 'el',
    family: 'Sayed',
    language: 'en',
    teams: ['human-resources'],
  },
  { login: 'k.dabrowski', given: 'Krzysztof', family: 'Dąbrowski', language: 'en', teams: ['it-operations'] },
  { login: 'r.weiss', given: 'Rüdiger', family: 'Weiß', teams: ['it-operations'] },
  { login: 'f.thoene', given: 'Friederike', family: 'Thöne', teams: ['occupational-safety'] },
  { login: 's.uenal', given: 'Şükran', family: 'Ünal', mail: false, teams: ['catering'] },
  {
    login: 'i.elkhatib',
    given: 'Idris',
    particle: 'el',
    family: 'Khatib',
    teams: [],
    department: 'Springerdienst',
  },
];

const teamNames = new Map(demoTeams.map((team) => [team.key, team.name]));

export const demoPeople: DemoPerson[] = entries.map((entry) => ({
  login: entry.login,
  name: [entry.given, entry.particle, entry.family].filter(Boolean).join(' '),
  sortName: `${entry.family}, ${[entry.given, entry.particle].filter(Boolean).join(' ')}`,
  department: entry.department ?? teamNames.get(entry.teams[0] ?? '') ?? '',
  mail: entry.mail === false ? null : `${entry.login}@lindenhof.example`,
  language: entry.language ?? 'de',
  teams: entry.teams,
}));
