import { setTimeout as sleep } from 'node:timers/promises';
import type { Request } from 'express';
import { Strategy } from 'passport-strategy';
import { findPersonByLogin, findPersonBySource } from '../directory/directory-queries.ts';
import { checkPassword } from '../directory/ldap/check-password.ts';
import { DirectoryFault } from '../directory/ldap/directory-fault.ts';
import { ldapSource } from '../directory/ldap/ldap-directory.ts';
import type { LdapSettings } from '../directory/ldap/ldap-settings.ts';
import { fold } from '../platform/fold.ts';
import { fingerprint } from '../platform/ids.ts';
import { Refusal } from '../platform/refusal.ts';
import type { House } from '../umlauf.ts';
import type { Allowance } from '../platform/allowance.ts';
import { createAttemptLimit } from './attempt-limit.ts';
import { neighbourhoodOf } from './neighbourhood.ts';
import { deviceCookie, readCookie } from './cookies.ts';
import { findDeviceBySecret } from './device-queries.ts';

/** Every refusal takes as long, whatever it was that was not right. */
const refusalMs = 600;

/** Sign-in with the login and password of the company's directory, for houses without an identity provider. */
export class LdapStrategy extends Strategy {
  readonly name = 'ldap';
  private readonly house: House;
  private readonly limit: Allowance;

  constructor(house: House) {
    super();
    this.house = house;
    this.limit = createAttemptLimit(house.clock);
  }

  override authenticate(request: Request): void {
    const startedAt = performance.now();
    this.findPerson(request).then(
      (personId) => {
        if (personId !== null) this.success({ personId });
        else
          void sleep(Math.max(0, startedAt + refusalMs - performance.now())).then(() => {
            this.fail(null, 401);
          });
      },
      (error: unknown) => {
        this.error(error instanceof Error ? error : new Error(String(error)));
      },
    );
  }

  private async findPerson(request: Request): Promise<string | null> {
    const { house, limit } = this;
    const { login, password } = (request.body ?? {}) as { login?: unknown; password?: unknown };
    const settings = house.config.ldap;
    if (!settings || typeof login !== 'string' || typeof password !== 'string') return null;
    if (login.trim() === '' || password === '') return null;
    const key = await this.keyOf(request, login.trim());
    if (!limit.take(key)) throw new Refusal('too-many', 'sign-in-wait');
    const { sourceId, because } = await this.ask(settings, login.trim(), password);
    const person = sourceId === null ? null : await findPersonBySource(house.db, ldapSource, sourceId);
    if (because === null && person) {
      limit.clear(key);
      return person.id;
    }
    house.log.info({ sourceId, because: because ?? 'not synchronised' }, 'a sign-in was refused');
    return null;
  }

  private async ask(settings: LdapSettings, login: string, password: string) {
    try {
      return await checkPassword(settings, this.house.clock, login, password);
    } catch (error) {
      if (!(error instanceof DirectoryFault)) throw error;
      this.house.log.warn(
        { err: error, trouble: error.code },
        'the directory could not be asked at a sign-in',
      );
      throw new Refusal('unavailable', 'directory-unavailable');
    }
  }

  /** By account and address; a person's own device counts for itself, whatever others try from the same address. */
  private async keyOf(request: Request, login: string): Promise<string> {
    const { config, db } = this.house;
    const secret = readCookie(request.headers.cookie, deviceCookie(config));
    const device = secret ? await findDeviceBySecret(db, fingerprint(secret)) : null;
    const person = device && (await findPersonByLogin(db, login));
    if (device && person?.id === device.personId) return `device ${device.id}`;
    return `${neighbourhoodOf(request.ip ?? '')} ${fold(login)}`;
  }
}
