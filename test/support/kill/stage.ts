import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '../eventually.ts';
import { install, type Installation } from '../installation.ts';
import { startMailServer, type MailServer } from '../mail-server/mail-server.ts';
import { pushSettings, turnOnNotices } from '../push-devices.ts';
import type { PushService } from '../push-service/push-service.ts';
import type { RunningUmlauf } from '../running-umlauf.ts';
import type { DatabaseKind } from '../world.ts';
import { readTables } from './check/read-tables.ts';
import { createClient, type Client } from './client.ts';
import { openJournal } from './journal.ts';
import type { Trap } from './points.ts';

export type Device = { client: Client; endpoint: string; isGone: boolean };

/** A house, the people in it at their devices, and whoever kills its program and starts it again. */
export type Stage = {
  house: Installation;
  service: PushService;
  /** Where the clients write down what they do, and the others what they see. */
  folder: string;
  publisher: Client;
  devices: Device[];
  /** This device is subscribed from now on, at a new address. */
  subscribe: (device: Device) => Promise<void>;
  running: () => RunningUmlauf;
  setTrap: (trap: Trap) => Promise<void>;
  /** The program dies by itself within so many milliseconds, and is started again. */
  dieAndRecover: (point: string, withinMs: number) => Promise<void>;
  /** Writes down what the push service and the mail server have got. */
  writeWhatArrived: () => Promise<void>;
  close: () => Promise<void>;
};

export async function openStage(
  kind: DatabaseKind,
  service: PushService,
  given: { logins: string[]; morePreloads: string[]; pickHost: () => string },
): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'umlauf-kill-'));
  const mail = await startMailServer();
  const trapFile = join(folder, 'trap.json');
  const loaded = ['kill-at.mjs', ...given.morePreloads].map(
    (name) => `--import=${join(import.meta.dirname, '..', name)}`,
  );
  const house = await install(kind, {
    ...{ ...pushSettings(service), ...mail.settings, QUIET_HOURS: 'none' },
    ...{ NODE_OPTIONS: loaded.join(' '), KILL_TRAP: trapFile },
  });
  const nemesis = openJournal(folder, 'nemesis');
  let running = await start();
  let deaths = 0;

  async function start(): Promise<RunningUmlauf> {
    const startedAt = performance.now();
    const started = await house.start();
    nemesis('ok', 'start', { afterMs: Math.round(performance.now() - startedAt) });
    return started;
  }

  const clientOf = async (login: string, at: number): Promise<Client> =>
    createClient(await running.signIn(login), openJournal(folder, `client-${at}-${login}`));

  async function subscribe(device: Device): Promise<void> {
    const { person } = device.client;
    const { id, endpoint } = await turnOnNotices(person, service, house.dataDir, given.pickHost());
    const note = openJournal(folder, 'devices');
    note('ok', 'subscribe', { personId: person.personId, subscriptionId: id, endpoint });
    Object.assign(device, { endpoint, isGone: false });
  }

  const publisher = await clientOf('anna', 0);
  const devices: Device[] = [];
  for (const [at, login] of given.logins.entries()) {
    const device: Device = { client: await clientOf(login, at + 1), endpoint: '', isGone: false };
    await subscribe(device);
    devices.push(device);
  }

  return {
    ...{ house, service, folder, publisher, devices, subscribe },
    running: () => running,
    setTrap: async (trap) => {
      await writeFile(trapFile, JSON.stringify(trap));
      process.kill(running.pid, 'SIGUSR2');
      await eventually(
        () => running.stderr,
        (lines) => lines.includes('the trap is set'),
        10_000,
      );
    },
    dieAndRecover: async (point, withinMs) => {
      const late = sleep(withinMs, null, { ref: false });
      const ended = await Promise.race([running.ended, late]);
      assert.deepEqual(ended, { code: null, signal: 'SIGKILL' }, `${point} was not reached`);
      nemesis('info', 'death', { point });
      deaths += 1;
      writeFileSync(
        join(folder, `death-${deaths}.json`),
        JSON.stringify(await readTables(house.databaseUrl)),
      );
      running = await start();
    },
    writeWhatArrived: () => writeWhatArrived(folder, service, mail),
    close: async () => {
      await house.remove();
      await mail.stop();
      await rm(folder, { recursive: true });
    },
  };
}

async function writeWhatArrived(folder: string, service: PushService, mail: MailServer): Promise<void> {
  await writeFile(join(folder, 'pushes.json'), JSON.stringify(await service.journal()));
  const mails = mail.mails.map(({ to, at, headers, parts }) => ({
    ...{ to, at, messageId: headers.get('message-id')?.[0] ?? '' },
    announcementId: /announcements\/([0-9a-f]{32})/.exec(parts.get('text/plain') ?? '')?.[1] ?? '',
  }));
  await writeFile(join(folder, 'mails.json'), JSON.stringify(mails));
}
