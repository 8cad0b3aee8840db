import type { Request } from 'express';
import { Strategy } from 'passport-strategy';
import { findPersonByLogin } from '../directory/directory-queries.ts';
import type { House } from '../umlauf.ts';

/** Sign-in by choosing a person. It exists only on a database that was marked demo when it was made. */
export class DemoStrategy extends Strategy {
  readonly name = 'demo';
  // Passport works on an heir of this object, which a #private field would refuse.
  private readonly house: House;

  constructor(house: House) {
    super();
    this.house = house;
  }

  override authenticate(request: Request): void {
    const { login } = (request.body ?? {}) as { login?: unknown };
    if (!this.house.demo || typeof login !== 'string') {
      this.fail(null, 401);
      return;
    }
    findPersonByLogin(this.house.db, login).then(
      (person) => {
        if (person) this.success({ personId: person.id });
        else this.fail(null, 401);
      },
      (error: unknown) => {
        this.error(error instanceof Error ? error : new Error(String(error)));
      },
    );
  }
}
