import type { PastAnnouncement, PastDraft } from './past-announcement.ts';
import { pastInTheHouse } from './past-in-the-house.ts';
import { pastInThePlants } from './past-in-the-plants.ts';
import { pastOnTheWards } from './past-on-the-wards.ts';

/** Oldest first, as they would have been released. */
export const past: PastAnnouncement[] = [...pastInTheHouse, ...pastInThePlants, ...pastOnTheWards].sort(
  (a, b) => b.daysAgo - a.daysAgo || a.clock.localeCompare(b.clock),
);

export const drafts: PastDraft[] = [
  {
    sender: 'anna',
    title: 'Inventur am Monatsende: Anlieferung und Schichten',
    body: `Am letzten Freitag des Monats zählen wir. Die Anlieferung ruht an diesem Tag **von 6:00 bis 14:00 Uhr**.

## Noch zu klären

- Wer zählt in Halle 2?
- Bekommt die Nachtschicht davor frei?`,
    priority: 'important',
    acknowledgement: 'confirm',
    audience: { teams: ['logistics', 'production'], people: ['p.oelschlaeger'] },
  },
  {
    sender: 'j.suessmilch',
    title: 'Speiseplan im Advent: Ihre Vorschläge',
    body: `Was möchten Sie im Advent gern essen? Legen Sie einen Zettel in den Kasten an der Ausgabe.

Wir kochen die **fünf häufigsten Vorschläge**, auch die ohne Fleisch.`,
    priority: 'normal',
    acknowledgement: 'none',
    audience: { everyone: true },
  },
  {
    sender: 's.brulot',
    language: 'nl',
    title: 'Tillift op afdeling 2: onderhoud en vervanging',
    body: `De tillift op afdeling 2 gaat een dag weg voor onderhoud. Gebruik zolang de lift van **afdeling 1**, en til nooit alleen.`,
    priority: 'normal',
    acknowledgement: 'confirm',
    audience: { teams: ['ward-1', 'ward-2'], except: { people: ['h.nowak'] } },
  },
];
