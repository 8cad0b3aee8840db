import type { PastAnnouncement } from './past-announcement.ts';

const castAndPublishers = [
  'anna',
  'ben',
  'clara',
  'deniz',
  'esther',
  'm.wojcik',
  'c.oeztuerk',
  'j.suessmilch',
  's.brulot',
];

export const pastInTheHouse: PastAnnouncement[] = [
  {
    key: 'works-meeting',
    sender: 'c.oeztuerk',
    daysAgo: 2,
    clock: '11:05',
    title: 'Betriebsversammlung übernächsten Donnerstag, 13:30 Uhr',
    body: `Der Betriebsrat lädt alle Beschäftigten ein, in die **Kantine im Werk Nord**. Esther Blum eröffnet die Versammlung.

## Themen

1. Bericht des Betriebsrats
2. Schichtmodell im nächsten Jahr: was auf dem Tisch liegt
3. Umbau der Kantine
4. Ihre Fragen. Sie können sie auch vorher und ohne Namen in den Briefkasten des Betriebsrats werfen.

Die Teilnahme ist Arbeitszeit, auch außerhalb Ihrer Schicht. Für die Stationen gibt es um **16:00 Uhr** einen zweiten Termin. Gebärdensprache wird übersetzt.

*Voor de afdelingen: om 16.00 uur is er een tweede bijeenkomst, met vertaling in het Nederlands.*`,
    priority: 'normal',
    acknowledgement: 'none',
    deadlineDaysAfter: null,
    deadlineClock: null,
    audience: { everyone: true },
    confirmedShare: 0,
  },
  {
    key: 'phone-maintenance',
    sender: 'anna',
    daysAgo: 3,
    clock: '16:30',
    language: 'en',
    translations: [
      {
        language: 'de',
        title: 'Wartung der Telefonanlage in der Nacht auf Sonntag, 22:00 bis 02:00 Uhr',
        body: `Die IT erneuert in der Nacht von Samstag auf Sonntag die Telefonanlage.

## Was das für Sie heißt

- Tischtelefone und Stationstelefone sind **bis zu 20 Minuten stumm**, am ehesten gegen 23:00 Uhr.
- **Die Notruftasten auf den Stationen gehen weiter.** Sie haben eine eigene Leitung.
- Im Notfall nehmen Sie das Mobiltelefon an der Pforte oder am Stationstresen und wählen **112**.

Sie müssen nichts neu starten. Ist ein Telefon am Sonntagmorgen noch stumm, rufen Sie bitte von einem anderen aus Deniz Arslan an, Durchwahl 4000.`,
      },
      {
        language: 'nl',
        title: 'Onderhoud aan de telefooncentrale in de nacht van zaterdag op zondag, 22.00 tot 02.00 uur',
        body: `IT vernieuwt in de nacht van zaterdag op zondag de telefooncentrale.

## Wat dit voor je betekent

- Bureautelefoons en afdelingstelefoons zijn **tot 20 minuten stil**, waarschijnlijk rond 23.00 uur.
- **De noodknoppen op de afdelingen blijven werken.** Die hebben een eigen lijn.
- Gebruik in nood de mobiele telefoon bij de portier of aan de balie van de afdeling en bel **112**.

Je hoeft niets opnieuw te starten. Is een telefoon op zondagochtend nog stil, bel dan vanaf een andere met Deniz Arslan, toestel 4000.`,
      },
    ],
    title: 'Phone system maintenance on Saturday night, 22:00 to 02:00',
    body: `IT operations will update the phone system during the night from Saturday to Sunday.

## What this means for you

- Desk phones and ward phones are **silent for up to 20 minutes**, most likely around 23:00.
- **Emergency call buttons in the wards keep working.** They run on their own line.
- In an emergency, use the mobile phone at the gatehouse or at the ward desk and dial **112**.

You need not restart anything. If a phone is still silent on Sunday morning, please call Deniz Arslan, extension 4000, from any other phone.`,
    priority: 'normal',
    acknowledgement: 'none',
    deadlineDaysAfter: null,
    deadlineClock: null,
    audience: { everyone: true },
    confirmedShare: 0,
  },
  {
    key: 'canteen',
    sender: 'j.suessmilch',
    daysAgo: 4,
    clock: '09:40',
    title: 'Kantine: Umbau ab Montag, Essensausgabe in Halle 1',
    body: `Die Kantine bekommt eine neue Küche. Bis sie fertig ist, kochen wir nebenan und geben das Essen in **Halle 1** aus.

- **Frühschicht und Verwaltung:** 11:00 bis 13:30 Uhr
- **Spätschicht:** 17:30 bis 19:00 Uhr
- **Nachtschicht:** Das Essen steht ab 21:30 Uhr im Kühlschrank neben der Ausgabe, zum Aufwärmen.

Es gibt jeden Tag ein Gericht ohne Fleisch und eines ohne Schwein. Unverträglich ist Ihnen etwas? Sagen Sie es uns an der Ausgabe, wir finden eine Lösung.

Es wird lauter und enger als sonst. Danke für Ihre Geduld.`,
    priority: 'normal',
    acknowledgement: 'none',
    deadlineDaysAfter: null,
    deadlineClock: null,
    audience: { teams: ['plants', 'administration'] },
    confirmedShare: 0,
  },
  {
    key: 'holiday-roster',
    sender: 'c.oeztuerk',
    daysAgo: 9,
    clock: '08:15',
    title: 'Dienstplan für den Winter: Ihre Wünsche für die Feiertage',
    body: `Der Dienstplan für den Winter entsteht jetzt. Wir möchten ihn so legen, dass alle wenigstens einen der großen Feiertage frei haben, gleich welchen sie feiern.

## So geht es

1. Tragen Sie bis zur Frist **höchstens drei Wünsche** in die Liste Ihrer Abteilung ein.
2. Kinder oder Angehörige zu betreuen? Ein Haken genügt. Sie müssen nichts begründen.
3. Wer im letzten Winter an zwei Feiertagen gearbeitet hat, wird **zuerst** berücksichtigt.

Den fertigen Plan sehen Sie vier Wochen vorher. Danach tauschen wir nur noch mit Ihrem Einverständnis.`,
    priority: 'normal',
    acknowledgement: 'confirm',
    deadlineDaysAfter: 7,
    deadlineClock: '12:00',
    audience: { everyone: true },
    confirmedShare: 0.94,
    unconfirmed: ['h.celik', 'i.grosskreutz'],
    confirmed: castAndPublishers,
  },
  {
    key: 'forged-mail',
    sender: 'anna',
    daysAgo: 20,
    clock: '10:30',
    title: 'Gefälschte E-Mails: woran Sie sie erkennen',
    body: `In dieser Woche kamen E-Mails an, die aussehen, als seien sie von der Personalabteilung. Sie fragen nach Ihrem Passwort. **Sie sind gefälscht.**

## Was Sie tun

- Klicken Sie auf nichts in dieser E-Mail, und löschen Sie sie.
- Niemand im Haus fragt Sie per E-Mail oder am Telefon nach Ihrem Passwort, auch der IT-Betrieb nicht.
- Haben Sie schon geklickt? **Rufen Sie gleich die Kurzwahl 4000 an**, zu jeder Zeit. Ihnen entsteht daraus kein Nachteil; es hilft allen, wenn wir es früh wissen.`,
    priority: 'important',
    acknowledgement: 'confirm',
    deadlineDaysAfter: 7,
    deadlineClock: '18:00',
    audience: { everyone: true },
    confirmedShare: 1,
    confirmed: castAndPublishers,
  },
  {
    key: 'evacuation-drill',
    sender: 'm.wojcik',
    daysAgo: 25,
    clock: '14:00',
    title: 'Räumungsübung: was gut lief und was wir ändern',
    body: `Nach **sechs Minuten** waren alle draußen, zwei Minuten schneller als im Vorjahr. Danke an alle, und besonders an die Kolleginnen und Kollegen, die andere begleitet haben.

## Was wir ändern

- Im Lager war der Alarm kaum zu hören. Dort kommt eine Blitzleuchte hin.
- Am Sammelplatz fehlte eine Liste der Besucher. Der Empfang bringt sie künftig mit.
- Die Tür zum Treppenhaus B klemmte. Sie ist schon repariert.`,
    priority: 'normal',
    acknowledgement: 'none',
    deadlineDaysAfter: null,
    deadlineClock: null,
    audience: { everyone: true },
    confirmedShare: 0,
  },
  {
    key: 'mobile-work',
    sender: 'c.oeztuerk',
    daysAgo: 38,
    clock: '09:20',
    title: 'Mobile Arbeit in der Verwaltung: die neue Vereinbarung',
    body: `Werkleitung und Betriebsrat haben sich geeinigt. Die Vereinbarung gilt ab dem kommenden Monat.

- **Bis zu zwei Tage** in der Woche können Sie außer Haus arbeiten, in Absprache mit Ihrem Team.
- Zwischen **19:00 und 7:00 Uhr** muss niemand antworten.
- Anwesenheit am Bildschirm wird nicht gemessen.

Die Vereinbarung liegt beim Betriebsrat und in der Personalabteilung aus.`,
    priority: 'normal',
    acknowledgement: 'confirm',
    deadlineDaysAfter: 14,
    deadlineClock: '12:00',
    audience: { teams: ['administration'] },
    confirmedShare: 1,
    confirmed: ['anna', 'deniz', 'esther', 'm.wojcik', 'c.oeztuerk', 'j.suessmilch'],
  },
];
