import { listRoads, type PersonRoad } from '../delivery/delivery-queries.ts';
import type { Db } from '../platform/db/database.ts';
import { byteOrderMark, csvLine } from '../platform/csv.ts';
import { toLocalTime } from '../platform/local-time.ts';
import { translate } from '../platform/views/languages.ts';
import type { Zone } from '../platform/views/zoned-time.ts';
import { listRecipients, type NamedRecipient } from './named-recipient-queries.ts';

const recipientsPerPiece = 500;

/** Every recipient with how he stands, as CSV, piece by piece: ten thousand are never held at once. */
export async function* exportProgress(db: Db, announcementId: string, zone: Zone): AsyncGenerator<string> {
  yield byteOrderMark + csvLine(headOf(zone));
  let after: string | undefined;
  do {
    const recipients = await listRecipients(db, announcementId, { after, limit: recipientsPerPiece });
    const roads = await listRoads(
      db,
      announcementId,
      recipients.map(({ personId }) => personId),
    );
    yield recipients
      .map((recipient) =>
        csvLine([...cellsOf(recipient, zone), ...roadCells(roads.get(recipient.personId), zone)]),
      )
      .join('');
    after = recipients.length === recipientsPerPiece ? recipients.at(-1)?.personId : undefined;
  } while (after !== undefined);
}

function headOf({ language, timeZone }: Zone): string[] {
  const columns = [
    ...['name', 'team', 'state', 'confirmedAtUtc', 'confirmedAt', 'late', 'version', 'claimedAt'],
    ...['road', 'delivery', 'deliveredAt'],
  ];
  return columns.map((column) => translate(language, `progress.csv.${column}`, { zone: timeZone }));
}

function cellsOf(recipient: NamedRecipient, { language, timeZone }: Zone): (string | number | null)[] {
  const { name, team, department, state, acknowledgedAt, late, version, claimedAt } = recipient;
  const say = (key: string) => translate(language, `progress.csv.${key}`);
  return [
    ...[name, team ?? department, say(`states.${state}`)],
    acknowledgedAt === null ? null : new Date(acknowledgedAt).toISOString(),
    acknowledgedAt === null ? null : toLocalTime(acknowledgedAt, timeZone).replace('T', ' '),
    acknowledgedAt === null ? null : say(late ? 'yes' : 'no'),
    version,
    claimedAt === null ? null : new Date(claimedAt).toISOString(),
  ];
}

/** What became of the last notice, in the words of the page. */
function roadCells(last: PersonRoad | undefined, { language }: Zone): (string | null)[] {
  if (!last) return [translate(language, 'progress.csv.roads.none'), null, null];
  const { transport, state, at } = last;
  const isOfMail = transport === 'mail' && (state === 'accepted' || state === 'gone');
  const said = isOfMail ? `mail${state === 'gone' ? 'Gone' : 'Accepted'}` : state;
  return [
    translate(language, `progress.csv.roads.${transport}`),
    translate(language, `deliveries.${said}`),
    at === null ? null : new Date(at).toISOString(),
  ];
}
