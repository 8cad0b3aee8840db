import type { Transaction } from '../../platform/db/database.ts';
import type { House } from '../../umlauf.ts';
import { insertMails, type NewMails } from './mail-store.ts';

/** Mails into the outbox, inside the transaction of what they tell; none where the house has no mail server. */
export const queueMails = (
  tx: Transaction,
  { config }: Pick<House, 'config'>,
  mails: NewMails,
): Promise<number> => (config.mail === null ? Promise.resolve(0) : insertMails(tx, mails));
