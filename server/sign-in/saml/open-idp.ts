import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../../config.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Log } from '../../platform/log.ts';
import { checkIdpMetadata } from '../../saml-settings.ts';
import { SettingFault } from '../../setting-fault.ts';
import { readIdpMetadata, type IdentityProvider } from './idp-metadata.ts';

/** The IdP as its metadata describe it now: a rollover of its certificates is seen without a restart. */
export type Idp = { current: () => Promise<IdentityProvider> };

const askAgainAfterMs = 15 * 60_000;
const patienceMs = 10_000;
const largestMetadata = 4 * 1024 * 1024;

/** null without SAML. Throws a SettingFault when the metadata cannot be had, neither now nor from the last time. */
export async function openIdp(config: Config, clock: Clock, log: Log): Promise<Idp | null> {
  if (!config.saml) return null;
  const { metadata } = config.saml;
  const copy = join(config.dataDir, 'saml-idp.xml');
  let askedAt = clock.now();
  let known: IdentityProvider;
  let running: Promise<void> | null = null;

  const load = async (): Promise<IdentityProvider> => {
    const xml =
      'file' in metadata ? await readFile(metadata.file, 'utf8') : await fetchMetadata(metadata.url);
    const provider = readIdpMetadata(xml);
    if ('url' in metadata) keepCopy(copy, config.dataDir, xml);
    return provider;
  };

  try {
    known = await load();
  } catch (error) {
    if (!existsSync(copy)) throw unusable(error);
    log.warn({ err: error }, 'the metadata of the IdP cannot be had: those of the last time are used');
    const xml = readFileSync(copy, 'utf8');
    checkIdpMetadata(xml);
    known = readIdpMetadata(xml);
  }

  async function renew(): Promise<void> {
    try {
      known = await load();
    } catch (error) {
      log.warn({ err: error }, 'the metadata of the IdP cannot be had: those of the last time are used');
    } finally {
      askedAt = clock.now();
      running = null;
    }
  }

  return {
    current: async () => {
      if (Math.abs(clock.now() - askedAt) > askAgainAfterMs) await (running ??= renew());
      return known;
    },
  };
}

const unusable = (error: unknown): SettingFault =>
  new SettingFault(
    `SAML_IDP_METADATA cannot be used: ${error instanceof Error ? error.message.replace(/\.$/, '') : 'unknown trouble'}.`,
  );

async function fetchMetadata(url: string): Promise<string> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(patienceMs), redirect: 'error' });
  if (!answer.ok) throw new Error(`its address answers ${answer.status}`);
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of answer.body ?? []) {
    size += piece.length;
    if (size > largestMetadata) throw new Error('it is too large');
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}

function keepCopy(file: string, folder: string, xml: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, xml, { mode: 0o600 });
}
