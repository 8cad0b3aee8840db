import assert from 'node:assert/strict';
import type { Announcement } from '../../server/announcements/announcement.ts';
import { nobody } from '../../server/announcements/audience.ts';
import { sayWhatWillHappen, type Look } from '../../server/announcements/last-look.ts';
import type { Language } from '../../server/platform/views/languages.ts';
import { fireDrill } from '../support/fire-drill.ts';

const now = Date.parse('2027-10-29T10:00:00Z');
const row = (name: string) => ({ id: name, name, count: 1 });
const noLines = { everyone: false, teams: [], people: [], exceptTeams: [], exceptPeople: [] };
const plain: Announcement = {
  ...fireDrill,
  ...{ drill: false, translations: [], language: 'de', audience: nobody, status: 'released' },
  ...{ deadlineAt: now + 24 * 3600 * 1000, releaseAt: null, expiresAt: null, acknowledgement: 'confirm' },
};

/** To 212 people in two teams, unless said otherwise. */
function say(
  given: Partial<Announcement> = {},
  others: Partial<Look> = {},
  language: Language = 'de',
): string {
  const look: Look = {
    announcement: { ...plain, ...given },
    audience: { ...noLines, teams: [row('Halle 3'), row('Pflege')] },
    reach: { recipients: 212, push: 198, page: 9, mail: 0, unreachable: 5 },
    approvalAbove: null,
    ...others,
  };
  return sayWhatWillHappen(look, { language, timeZone: 'Europe/Berlin', now });
}

describe('What pressing the button will do is said in one sentence', () => {
  it('to whom, by which roads, until when', () => {
    assert.equal(
      say(),
      'Mit diesem Knopf sehen 212 Personen in Halle 3 und Pflege die Mitteilung sofort; sie erreicht 198 durch einen ' +
        'Push-Hinweis, 9 beim Öffnen von Umlauf und 5 erst beim nächsten Anmelden, weil kein Weg dorthin offen ist ' +
        '(hier mit Namen); alle müssen bis morgen, 12:00\u00a0Uhr bestätigen.',
    );
    assert.equal(
      say({}, {}, 'en'),
      'Pressing the button shows the announcement at once to 212 people in Halle 3 and Pflege; it reaches 198 by push, ' +
        '9 when they open Umlauf and 5 only at the next sign-in, because no road to them is open (named here); ' +
        'all must confirm by tomorrow, 12:00.',
    );
    assert.equal(
      say({}, {}, 'nl'),
      'Met deze knop zien 212 personen in Halle 3 en Pflege het bericht meteen; het bereikt er 198 via een pushmelding, ' +
        '9 bij het openen van Umlauf en 5 pas bij de volgende aanmelding, omdat daarheen geen weg openstaat ' +
        '(hier met naam); iedereen moet vóór morgen, 12.00\u00a0uur bevestigen.',
    );
  });

  it('for a single person, who is named', () => {
    const others = {
      audience: { ...noLines, people: [row('Ben Yıldız')] },
      reach: { recipients: 1, push: 1, page: 0, mail: 0, unreachable: 0 },
    };
    assert.equal(
      say({ deadlineAt: null }, others),
      'Mit diesem Knopf sieht 1 Person (Ben Yıldız) die Mitteilung sofort; ' +
        'sie erreicht diese Person durch einen Push-Hinweis; bestätigt wird ohne Frist.',
    );
  });

  it('for information only', () => {
    assert.match(say({ acknowledgement: 'none', deadlineAt: null }), /; niemand muss bestätigen\.$/);
    assert.match(say({ deadlineAt: null }), /; alle müssen bestätigen, ohne Frist\.$/);
  });

  it('with whom it leaves out, and not with more names than one can read', () => {
    const teams = ['A', 'B', 'C', 'D', 'E'].map(row);
    const without = { exceptTeams: [row('Nachtschicht')], exceptPeople: [row('Ben Yıldız')] };
    const inTeams = say({}, { audience: { ...noLines, teams, ...without } });
    assert.match(inTeams, /212 Personen in A, B, C und 2 weiteren \(ohne Nachtschicht und Ben Yıldız\) die/);
    const inFour = say({}, { audience: { ...noLines, teams: teams.slice(0, 4) } });
    assert.match(inFour, /212 Personen in A, B, C und D die/);
    const everyone = { ...noLines, everyone: true };
    assert.match(say({}, { audience: everyone }), /sehen alle 212 Personen im Haus die/);
    assert.match(
      say({}, { audience: { ...everyone, ...without } }),
      /sehen 212 Personen \(alle ohne Nachtschicht und Ben Yıldız\) die/,
    );
  });

  it('that nobody can be reached', () => {
    const reach = { recipients: 8, push: 0, page: 0, mail: 0, unreachable: 8 };
    assert.match(
      say({}, { reach }),
      /; sie erreicht alle erst beim nächsten Anmelden, weil kein Weg dorthin offen/,
    );
  });

  it('at its time, and in the hour that comes twice at which of both', () => {
    const later = { status: 'scheduled' as const, deadlineAt: null };
    const first = Date.parse('2027-10-31T00:30:00Z');
    assert.match(
      say({ ...later, releaseAt: first }),
      /die Mitteilung ab So\.\s31\.\sOkt\., 02:30\sUhr \(Sommerzeit\);/,
    );
    assert.match(say({ ...later, releaseAt: first + 3600 * 1000 }), /02:30\sUhr \(Winterzeit\);/);
    assert.match(
      say({ ...later, releaseAt: now + 1 }, {}, 'en'),
      /shows the announcement from today, 12:00 on to 212/,
    );
    assert.match(say({ ...later, releaseAt: now - 1 }), /die Mitteilung sofort;/);
  });

  it('that a second person must approve it first, and why', () => {
    const waits = { status: 'awaiting-approval' as const };
    const audience = { ...noLines, everyone: true };
    const critical = { ...waits, priority: 'critical' as const, audience: { ...nobody, everyone: true } };
    assert.match(
      say(critical, { audience }),
      /^Weil sie kritisch ist und an alle geht, muss zuerst eine zweite Person zustimmen; danach sehen alle 212/,
    );
    assert.match(
      say({ ...waits, releaseAt: now + 60_000 }, { approvalAbove: 200 }),
      /^Weil sie an mehr als 200 Personen geht, muss zuerst eine zweite Person zustimmen; danach sehen 212 Personen in Halle 3 und Pflege die Mitteilung ab heute, 12:01\sUhr;/,
    );
    const exceptFew = { ...critical, priority: 'important' as const };
    assert.match(say(exceptFew, { approvalAbove: 200 }), /^Weil sie an mehr als 200/);
  });

  it('that it is a drill, holds for a time, and comes in several languages', () => {
    const translations = [{ language: 'nl' as const, title: 'x', body: 'x' }];
    const sentence = say({ drill: true, expiresAt: now + 48 * 3600 * 1000, translations });
    assert.match(sentence, /die Übung sofort/);
    assert.match(
      sentence,
      /; jeder liest sie auf Deutsch und Niederländisch, je nach seiner Sprache; sie gilt bis So\.\s31\.\sOkt\., 11:00\sUhr; überall steht dabei, dass es eine Übung ist\.$/,
    );
  });
});
