import { createECDH } from 'node:crypto';
import { parentPort } from 'node:worker_threads';
import { deriveSealKeys, sealKeysBytes, type BrowserKeys, type SealKeys } from './seal-keys.ts';

/** Keys for one message, or why there can be none; in the order of what was given. */
export type Derived = SealKeys | string;

const ecdh = createECDH('prime256v1');

function derive(browser: BrowserKeys, into: SealKeys): Derived {
  try {
    deriveSealKeys(ecdh, browser, into);
    return into;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

parentPort?.on('message', (batch: BrowserKeys[]) => {
  const buffer = new ArrayBuffer(batch.length * sealKeysBytes);
  const derived = batch.map((browser, at) =>
    derive(browser, new Uint8Array(buffer, at * sealKeysBytes, sealKeysBytes)),
  );
  parentPort?.postMessage(derived, [buffer]);
});
