import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { install, type Installation } from '../installation.ts';
import { scimSettings } from '../provisioner.ts';
import type { RunningUmlauf } from '../running-umlauf.ts';
import type { Visitor } from '../visitor.ts';
import type { DatabaseKind } from '../world.ts';
import { openJournal, type Journal } from './journal.ts';
import { openTeams, type Teams } from './teams.ts';

/** `groupId`: what the directory calls its team. */
export type Channel = { id: string; groupId: string; history: 'joining' | 'whole' };
export type Person = { login: string; userId: string; channels: Channel[]; visitor: Visitor };

/** A house with channels and people in them, and whoever kills its program and starts it again. */
export type Stage = {
  house: Installation;
  baseUrl: string;
  folder: string;
  nemesis: Journal;
  channels: Channel[];
  people: Person[];
  teams: Teams;
  killAndStart: () => Promise<void>;
  /** The program ends as it ends in the evening. */
  stop: () => Promise<void>;
  close: () => Promise<void>;
};

export type Size = { people: number; channels: number; channelsOfEach: number; morePreloads: string[] };

export async function openStage(kind: DatabaseKind, size: Size): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'umlauf-chat-'));
  const loaded = size.morePreloads.map((name) => `--import=${join(import.meta.dirname, '..', name)}`);
  const house = await install(kind, { ...scimSettings, NODE_OPTIONS: loaded.join(' ') });
  const nemesis = openJournal(folder, 'nemesis');
  let running = await start();

  async function start(): Promise<RunningUmlauf> {
    const startedAt = performance.now();
    const started = await house.start();
    nemesis.note('ok', 'start', { afterMs: Math.round(performance.now() - startedAt) });
    return started;
  }

  const teams = openTeams(running.baseUrl);
  const logins = Array.from({ length: size.people }, (_, at) => `chat${String(at + 1).padStart(3, '0')}`);
  const userIds = new Map<string, string>();
  for (const login of logins) userIds.set(login, await teams.hire(login));

  const isIn = (person: number, channel: number): boolean =>
    (channel - person + size.people * size.channels) % size.channels < size.channelsOfEach;
  const [publisher, administrator] = [await running.signIn('anna'), await running.signIn('deniz')];
  const channels: Channel[] = [];
  for (let at = 0; at < size.channels; at += 1) {
    const members = logins.filter((_, person) => isIn(person, at)).map((login) => userIds.get(login) ?? '');
    channels.push(await openChannel({ publisher, administrator }, teams, at, members));
  }
  const people: Person[] = [];
  for (const [at, login] of logins.entries())
    people.push({
      ...{ login, userId: userIds.get(login) ?? '', visitor: await running.signIn(login) },
      channels: channels.filter((_, channel) => isIn(at, channel)),
    });
  for (const { visitor, channels: own } of people)
    nemesis.note('ok', 'member', { personId: visitor.personId, channelIds: own.map(({ id }) => id) });
  for (const { id, history } of channels) nemesis.note('ok', 'channel', { channelId: id, history });

  return {
    ...{ house, baseUrl: running.baseUrl, folder, nemesis, channels, people, teams },
    killAndStart: async () => {
      const ended = await running.kill('SIGKILL');
      assert.equal(ended.signal, 'SIGKILL');
      nemesis.note('info', 'death', {});
      running = await start();
    },
    stop: async () => {
      await running.kill('SIGTERM');
      nemesis.flush();
    },
    close: async () => {
      await house.remove();
      await rm(folder, { recursive: true });
    },
  };
}

/** Every other one shows newcomers what was said before. */
async function openChannel(
  { publisher, administrator }: Record<'publisher' | 'administrator', Visitor>,
  teams: Teams,
  at: number,
  userIds: string[],
): Promise<Channel> {
  const name = `Kanal ${at + 1}`;
  const groupId = await teams.found(name, userIds);
  const history = at % 2 === 0 ? 'joining' : 'whole';
  const retention = { unit: 'days', amount: 30 };
  const { json: found } = await publisher.call('GET', '/teams?limit=100');
  const team = (found as { items: { id: string; name: string }[] }).items.find((one) => one.name === name);
  const body = { title: name, purpose: 'Absprachen der Schicht', teams: [team?.id], history, retention };
  const { status, text, json } = await administrator.call('POST', '/channels', body);
  assert.equal(status, 201, text);
  return { id: (json as { id: string }).id, groupId, history };
}
