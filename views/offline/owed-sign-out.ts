import { deleteFact, readFact, writeFact } from './device-store.ts';

/** Somebody has signed out here without network, and the server does not know. */
export async function isSignOutOwed(): Promise<boolean> {
  return (await whoseSignOutIsOwed()) !== undefined;
}

/** By the tag of that person; on a shared computer nobody has one. */
export async function whoseSignOutIsOwed(): Promise<string | undefined> {
  return (await readFact('signed-out')) as string | undefined;
}

export async function writeOwedSignOut(owner: string): Promise<void> {
  await writeFact('signed-out', owner);
}

export async function forgetOwedSignOut(): Promise<void> {
  await deleteFact('signed-out');
}
