import { join } from 'node:path';
import { createDraft } from '../../server/announcements/save-draft.ts';
import { readConfig, type Config } from '../../server/config.ts';
import { findPersonByLogin } from '../../server/directory/directory-queries.ts';
import { openHouse } from '../../server/open-house.ts';
import { systemClock } from '../../server/platform/clock.ts';
import { createLog } from '../../server/platform/log.ts';
import type { Actor } from '../../server/sign-in/actor.ts';
import { sessionCookie } from '../../server/sign-in/cookies.ts';
import { readRoles } from '../../server/sign-in/find-actor.ts';
import { openSession } from '../../server/sign-in/open-session.ts';
import type { House } from '../../server/umlauf.ts';

/** A push service at which nobody answers, on this machine. */
export const pushHost = '127.0.0.1:9';

/** The program's own settings, with nothing of this machine's. */
export const configOf = (file: string): Config =>
  readConfig({
    ...{ PORT: '0', DEMO: '1', PUSH_ALLOWED_HOSTS: pushHost },
    ...{ DATA_DIR: join(file, '..'), DATABASE_URL: `sqlite:${file}` },
  });

/** Errors alone: what the program writes of its own accord would stand between the figures. */
export const openDemoHouse = (file: string): Promise<House> =>
  openHouse(configOf(file), systemClock, createLog('error', process.stderr));

export async function actorCalled(house: House, login: string): Promise<Actor> {
  const person = await findPersonByLogin(house.db, login);
  if (!person) throw new Error(`nobody is called ${login}`);
  const roles = await readRoles(house, person.id);
  return { person, roles, ownsTeams: false, signedInHow: 'demo', session: null, token: null };
}

export async function signInCookie(house: House, { person }: Actor): Promise<string> {
  const { sessionSecret } = await openSession(house, {
    ...{ personId: person.id, signedInHow: 'demo', kind: 'own', deviceLabel: 'bench' },
    ...{ deviceSecret: null, sessionSecret: null },
  });
  return `${sessionCookie(house.config)}=${sessionSecret}`;
}

type Given = { title: string; acknowledgement: 'none' | 'confirm'; dueInHours: number | null };

/** Important, not critical: what is critical to everyone needs a second person. */
export async function draftForEveryone(house: House, actor: Actor, given: Given): Promise<string> {
  const { title, acknowledgement, dueInHours } = given;
  const { id } = await createDraft(house, actor, {
    ...{ title, body: 'Bitte benutzen Sie **Tor 2**.', language: 'de', translations: [] },
    ...{
      priority: 'important',
      acknowledgement,
      releaseAt: null,
      expiresAt: null,
      drill: false,
      reminders: 'default' as const,
      overrideReason: '',
      channelId: null,
    },
    deadlineAt: dueInHours === null ? null : house.clock.now() + dueInHours * 3_600_000,
    audience: { everyone: true, teams: [], people: [], except: { teams: [], people: [] } },
  });
  return id;
}
