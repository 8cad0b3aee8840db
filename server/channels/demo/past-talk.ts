type Said = {
  by: string;
  daysAgo: number;
  clock: string;
  text: string;
  /** The number of the message that it answers, from one. */
  replyTo?: number;
  reactions?: Record<string, string[]>;
};

export type DemoChannel = {
  title: string;
  purpose: string;
  openedBy: string;
  teams: string[];
  retentionDays: number;
  said: Said[];
  /** Who has not read the last so many yet. */
  unread?: Record<string, number>;
};

/** What was said in the channels of the demo organisation in the last days. */
export const pastTalk: DemoChannel[] = [
  {
    title: 'Frühschicht',
    purpose: 'Absprachen der Frühschicht: wer wo steht, was fehlt, was die Werkleitung wissen muss.',
    openedBy: 'anna',
    teams: ['early-shift', 'plant-management'],
    retentionDays: 30,
    unread: { anna: 1 },
    said: [
      { by: 'ben', daysAgo: 2, clock: '13:41', text: 'Die Absaugung an Linie 4 pfeift wieder.' },
      {
        ...{ by: 'm.aydogan', daysAgo: 2, clock: '13:58', replyTo: 1 },
        text: 'Danke. Ich schaue morgen vor Schichtbeginn noch einmal drauf.',
        reactions: { '👍': ['ben', 'k.brandstaetter'] },
      },
      {
        ...{ by: 'ben', daysAgo: 1, clock: '06:15' },
        text: 'Neuer Sammelplatz ist der **Parkplatz Süd**. Die Leiharbeiter von Linie 2 habe ich mitgenommen und ihnen den Weg gezeigt.',
        reactions: { '🙏': ['anna'] },
      },
      {
        ...{ by: 'anna', daysAgo: 1, clock: '06:21', replyTo: 3 },
        text: 'Danke, Ben! Genau so war es gedacht. Ich komme um halb zehn selbst vorbei.',
      },
      { by: 'm.aydogan', daysAgo: 1, clock: '10:02', text: 'Bin gleich da und bringe den Schlüssel mit.' },
    ],
  },
  {
    title: 'Übergabe Früh und Spät',
    purpose: 'Was die nächste Schicht wissen muss, bevor sie anfängt.',
    openedBy: 'anna',
    teams: ['early-shift', 'late-shift'],
    retentionDays: 7,
    said: [
      { by: 'a.kaminska', daysAgo: 2, clock: '21:48', text: 'Linie 4 steht, Ersatzteil kommt morgen früh.' },
      {
        ...{ by: 'k.brandstaetter', daysAgo: 1, clock: '13:52' },
        text: 'Linie 4 läuft wieder, bitte beobachten:\n\n- Temperatur am Lager\n- Geräusch beim Anfahren',
        reactions: { '✅': ['a.kaminska', 't.muellner'] },
      },
      { by: 't.muellner', daysAgo: 1, clock: '14:05', text: 'Gesehen, wir achten darauf.', replyTo: 2 },
    ],
  },
  {
    title: 'Ersthelferinnen und Ersthelfer',
    purpose: 'Verbandskästen, Dienste und Termine der Ersten Hilfe in beiden Werken.',
    openedBy: 'm.wojcik',
    teams: ['first-aiders'],
    retentionDays: 30,
    said: [
      {
        ...{ by: 'm.wojcik', daysAgo: 3, clock: '09:10' },
        text: 'Die Auffrischung ist am ersten Dienstag im Monat, 14 Uhr, Schulungsraum 2.',
      },
      {
        ...{ by: 'l.jaeger', daysAgo: 2, clock: '11:32' },
        text: 'Verbandskasten Halle 2 ist aufgefüllt.',
        reactions: { '✅': ['m.wojcik'] },
      },
    ],
  },
  {
    title: 'Verpleegafdeling 3',
    purpose: 'Overdracht en afspraken van afdeling 3.',
    openedBy: 's.brulot',
    teams: ['ward-3', 'care-management'],
    retentionDays: 7,
    said: [
      {
        ...{ by: 's.brulot', daysAgo: 1, clock: '06:52' },
        text: 'Goedemorgen allemaal. Kamer 12 is vrij, nieuwe opname om 9.15 uur.',
      },
      { by: 'clara', daysAgo: 1, clock: '07:08', text: 'Dank je, ik maak het bed klaar.', replyTo: 1 },
    ],
  },
];
