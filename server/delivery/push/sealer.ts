import { setTimeout as sleep } from 'node:timers/promises';
import { createKeyMaker } from './key-maker.ts';
import { sealWith, type BrowserKeys, type SealKeys } from './seal-keys.ts';

export type Sealer = {
  /** The encrypted body (RFC 8291, `aes128gcm`), or why these keys can have none. Rejects when the thread has ended. */
  seal: (payload: string, browser: BrowserKeys) => Promise<Buffer | string>;
  /**
   * From now on keys are made ahead for one message to each of these browsers, and again when it was sent, whenever
   * nothing is being sealed; those of all others are dropped. Resolves when they are there.
   */
  keepReady: (browsers: BrowserKeys[]) => Promise<void>;
  close: () => Promise<void>;
};

/** After the last sealing: what follows a release has the machine to itself. */
const calmMs = 3000;
const madeAtOnce = 64;

type Ready = { auth: string; keys: SealKeys };

/** Seals with keys that were made ahead, so that at the moment of a release only the text is left to be encrypted. */
export function createSealer(): Sealer {
  const maker = createKeyMaker();
  /** By the public key of the browser. */
  const ready = new Map<string, Ready>();
  const wanted = new Map<string, BrowserKeys>();
  const closing = new AbortController();
  let sealedAt = -Infinity;
  let making: Promise<void> | null = null;

  function make(): Promise<void> {
    making ??= makeMissing()
      // The thread has ended: the next message starts another, and these are made after it.
      .catch(() => undefined)
      .finally(() => {
        making = null;
      });
    return making;
  }

  async function makeMissing(): Promise<void> {
    for (let missing = listMissing(); missing.length > 0; missing = listMissing()) {
      for (let from = 0; from < missing.length; from += madeAtOnce) {
        await calm();
        await makeSome(missing.slice(from, from + madeAtOnce));
      }
    }
  }

  const listMissing = () => [...wanted.values()].filter((browser) => !takesReady(browser));

  const takesReady = ({ p256dh, auth }: BrowserKeys): boolean => ready.get(p256dh)?.auth === auth;

  async function calm(): Promise<void> {
    for (let leftMs = calmInMs(); leftMs > 0; leftMs = calmInMs())
      await sleep(leftMs, undefined, { ref: false, signal: closing.signal });
  }

  const calmInMs = (): number => sealedAt + calmMs - performance.now();

  async function makeSome(some: BrowserKeys[]): Promise<void> {
    const made = await Promise.all(some.map((browser) => maker.derive(browser)));
    for (const [at, { p256dh, auth }] of some.entries()) {
      const keys = made[at];
      if (typeof keys !== 'object') wanted.delete(p256dh);
      else if (wanted.get(p256dh)?.auth === auth) ready.set(p256dh, { auth, keys });
    }
  }

  async function seal(payload: string, browser: BrowserKeys): Promise<Buffer | string> {
    sealedAt = performance.now();
    const made = ready.get(browser.p256dh);
    if (made?.auth === browser.auth) {
      ready.delete(browser.p256dh);
      void make();
      return sealWith(made.keys, payload);
    }
    const derived = await maker.derive(browser);
    return typeof derived === 'string' ? derived : sealWith(derived, payload);
  }

  return {
    seal,
    keepReady: (browsers) => {
      wanted.clear();
      for (const browser of browsers) wanted.set(browser.p256dh, browser);
      for (const [p256dh, { auth, keys }] of ready) {
        if (wanted.get(p256dh)?.auth === auth) continue;
        keys.fill(0);
        ready.delete(p256dh);
      }
      return make();
    },
    close: async () => {
      closing.abort();
      for (const { keys } of ready.values()) keys.fill(0);
      ready.clear();
      await maker.close();
    },
  };
}
