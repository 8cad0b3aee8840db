import type { PastAnnouncement } from './past-announcement.ts';

export const pastInThePlants: PastAnnouncement[] = [
  {
    key: 'escape-route',
    sender: 'anna',
    daysAgo: 1,
    clock: '06:00',
    title: 'Fluchtweg in Halle 3 gesperrt, neuer Sammelplatz ab sofort',
    body: `Der Fluchtweg an Tor 4 in Halle 3 ist wegen Bauarbeiten gesperrt. Das gilt ab sofort und voraussichtlich zwei Wochen lang.

## Was Sie tun

1. Benutzen Sie bei Alarm **Tor 2 oder Tor 5**.
2. Der Sammelplatz ist jetzt der **Parkplatz Süd**, nicht mehr der Innenhof.
3. Nehmen Sie Leiharbeiter und Besucher mit. Viele von ihnen kennen den neuen Weg noch nicht.

Die Schilder in der Halle sind umgehängt, die Notbeleuchtung ist geprüft. Wer beim Gehen Hilfe braucht, sagt es bitte der Schichtleitung: Wir legen dann fest, wer im Ernstfall begleitet.

Bei Fragen erreichen Sie mich unter der Kurzwahl 4100.`,
    priority: 'critical',
    acknowledgement: 'confirm',
    deadlineDaysAfter: 2,
    deadlineClock: '14:00',
    audience: {
      teams: ['early-shift', 'late-shift', 'night-shift', 'maintenance', 'logistics'],
      except: { people: ['r.vogt', 's.sahin'] },
    },
    confirmedShare: 0.76,
    unconfirmed: ['ben', 'h.celik', 'e.alkan', 'a.baecker', 'w.janssen', 'z.kowalczyk'],
    confirmed: ['m.aydogan'],
  },
  {
    key: 'forklift-briefing',
    sender: 'm.wojcik',
    daysAgo: 2,
    clock: '15:20',
    title: 'Sicherheitsunterweisung für Gabelstapler und Hubarbeitsbühnen',
    body: `Die jährliche Unterweisung steht an. Sie gilt auch für alle, die nicht selbst fahren, aber auf denselben Wegen gehen.

## Das Wichtigste in Kürze

- **Blickkontakt vor dem Queren.** Gehen Sie erst los, wenn die Fahrerin oder der Fahrer Sie gesehen hat.
- **Nur mit gültigem Fahrauftrag.** Der Führerschein für Stapler allein genügt nicht.
- **Auf der Hubarbeitsbühne immer mit Gurt**, auch für zwei Minuten.
- Die Last bleibt unten, wenn der Stapler steht. Der Schlüssel wird abgezogen.

## Wenn Sie selbst fahren

Bringen Sie Ihren Fahrausweis zu einem der beiden Termine in **Besprechungsraum 2** mit: dienstags um 13:30 Uhr oder donnerstags um 5:30 Uhr. Beide Termine sind Arbeitszeit.

Eine gefährliche Stelle bemerkt? Melden Sie sie bitte. Es geht um die Stelle, nicht um Schuld.`,
    priority: 'important',
    acknowledgement: 'confirm',
    deadlineDaysAfter: 10,
    deadlineClock: '14:00',
    audience: { teams: ['production', 'logistics', 'maintenance', 'plant-management'] },
    confirmedShare: 0.55,
    unconfirmed: ['ben', 'anna'],
    confirmed: ['h.grossmann'],
  },
  {
    key: 'safety-glasses',
    sender: 'm.wojcik',
    daysAgo: 11,
    clock: '07:00',
    title: 'Neue Schutzbrillen: Ausgabe und Anprobe',
    body: `Die bisherigen Schutzbrillen beschlagen zu schnell. Das haben viele von Ihnen gemeldet, und deshalb gibt es neue.

## So bekommen Sie Ihre Brille

1. Kommen Sie zur Ausgabe neben dem Werkzeuglager, **jeweils zum Schichtwechsel**.
2. Probieren Sie beide Größen. Es gibt auch ein Modell **über der eigenen Brille**.
3. Geben Sie die alte Brille zurück.

Wer eine Schutzbrille in der eigenen Sehstärke braucht, meldet sich bei der Arbeitssicherheit. Die Kosten übernimmt das Haus.`,
    priority: 'important',
    acknowledgement: 'confirm',
    deadlineDaysAfter: 4,
    deadlineClock: '12:00',
    audience: { teams: ['production', 'assembly', 'maintenance', 'plant-management'] },
    confirmedShare: 0.96,
    unconfirmed: ['z.kowalczyk'],
    confirmed: ['anna', 'ben'],
  },
  {
    key: 'car-park-south',
    sender: 'anna',
    daysAgo: 17,
    clock: '12:10',
    title: 'Parkplatz Süd: Reihen A bis C gesperrt, Umleitung über Tor 1',
    body: `Ab kommendem Montag wird der Belag auf dem Parkplatz Süd erneuert. Die Arbeiten dauern etwa eine Woche.

- Die **Reihen A bis C** sind gesperrt. Bitte lassen Sie dort über Nacht kein Auto stehen.
- Die Zufahrt führt so lange über **Tor 1**.
- Für Fahrräder bleibt alles, wie es ist.
- Die Plätze für Menschen mit Behinderung liegen so lange **direkt am Haupteingang**.

Wer aus der Nachtschicht kommt, kann den Besucherparkplatz benutzen.`,
    priority: 'normal',
    acknowledgement: 'none',
    deadlineDaysAfter: null,
    deadlineClock: null,
    audience: { teams: ['plants', 'administration'] },
    confirmedShare: 0,
  },
  {
    key: 'first-aid-course',
    sender: 'm.wojcik',
    daysAgo: 30,
    clock: '09:00',
    title: 'Ersthelferkurs: Auffrischung in beiden Werken',
    body: `Danke, dass Sie im Notfall für andere da sind. Damit das so bleibt, frischen wir den Kurs alle zwei Jahre auf.

## Termine

- **Werk Nord**, Schulungsraum: Dienstag, 8:00 bis 15:30 Uhr
- **Werk Süd**, Besprechungsraum 1: Donnerstag, 8:00 bis 15:30 Uhr

Ein Tag genügt. Er gilt als Arbeitszeit, auch wenn Sie an diesem Tag frei hätten. Nach einer Nachtschicht tauschen wir Ihren Dienst vorher.

Mit Ihrer Bestätigung sagen Sie uns nur, dass Sie die Termine kennen. Welchen Sie nehmen, besprechen Sie mit Ihrer Schichtleitung.`,
    priority: 'normal',
    acknowledgement: 'confirm',
    deadlineDaysAfter: 14,
    deadlineClock: '12:00',
    audience: { teams: ['first-aiders'] },
    confirmedShare: 1,
    confirmed: ['m.wojcik'],
  },
  {
    key: 'shift-handover',
    sender: 'anna',
    daysAgo: 34,
    clock: '13:45',
    title: 'Übergabe zwischen den Schichten: zehn Minuten, bezahlt',
    body: `Bisher lief die Übergabe oft im Vorbeigehen, und manches ging dabei verloren. Das ändern wir, gemeinsam mit dem Betriebsrat.

1. Die neue Schicht beginnt **zehn Minuten früher**. Diese Zeit wird bezahlt.
2. Übergeben wird **an der Anlage**, nicht an der Tür.
3. Drei Fragen genügen: Was läuft? Was läuft nicht? Worauf ist zu achten?

Nach sechs Wochen fragen wir Sie, ob es sich bewährt hat.`,
    priority: 'normal',
    acknowledgement: 'confirm',
    deadlineDaysAfter: 7,
    deadlineClock: '18:00',
    audience: { teams: ['production'] },
    confirmedShare: 1,
    confirmed: ['ben'],
  },
];
