import type { House } from '../../umlauf.ts';
import { deleteExpiredSaml } from './saml-store.ts';

/** Requests that nobody answered, and messages that are too old to come again. */
export async function forgetSaml(house: House): Promise<void> {
  await house.transaction((tx) => deleteExpiredSaml(tx, house.clock.now()));
}
