import type { PastAnnouncement } from './past-announcement.ts';

export const pastOnTheWards: PastAnnouncement[] = [
  {
    key: 'medication-handover',
    sender: 's.brulot',
    daysAgo: 1,
    clock: '15:20',
    language: 'nl',
    title: 'Nieuwe werkinstructie voor medicatieoverdracht op de afdeling',
    body: `Bij elke dienstwissel wordt de medicatie voortaan met twee personen overgedragen. De tweede handtekening op het formulier vervalt; jullie bevestigen de overdracht samen aan het bed.

## Wat verandert er

1. De overdracht begint **tien minuten vóór** het einde van de dienst. Die tijd wordt betaald.
2. Loop samen langs elk bed en noem **naam, middel, dosis en tijd** hardop.
3. Klopt er iets niet? Geef de medicatie dan nog niet, en bel de dienstdoende arts.
4. Opiaten tel je samen, zoals je gewend bent.

## Wat blijft

De medicatiekar blijft op slot zolang niemand erbij staat.

Heb je twijfels of een beter idee? Loop bij me binnen of bel 4310.`,
    priority: 'important',
    acknowledgement: 'confirm',
    deadlineDaysAfter: 7,
    deadlineClock: '18:00',
    audience: { teams: ['care'] },
    confirmedShare: 0.5,
    unconfirmed: ['clara', 'f.hoff', 'i.grosskreutz'],
    confirmed: ['s.brulot', 'a.boogaard'],
  },
  {
    key: 'hand-hygiene',
    sender: 's.brulot',
    daysAgo: 13,
    clock: '10:15',
    language: 'nl',
    title: 'Handdesinfectie: nieuwe dispensers op alle afdelingen',
    body: `Op alle afdelingen hangen nieuwe dispensers. Het middel is **zonder parfum** en beter voor je huid; daar hadden velen van jullie om gevraagd.

- Gebruik twee keer pompen en wrijf **dertig seconden**.
- De handschoenen liggen voortaan **naast de deur**, in drie maten.
- Heb je last van je huid? Meld het meteen. De bedrijfsarts heeft elke woensdagmiddag tijd, zonder afspraak.`,
    priority: 'normal',
    acknowledgement: 'confirm',
    deadlineDaysAfter: 7,
    deadlineClock: '18:00',
    audience: { teams: ['care'] },
    confirmedShare: 1,
    confirmed: ['clara', 's.brulot'],
  },
];
