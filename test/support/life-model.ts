import fc from 'fast-check';

export const lifeTeams = ['Gebäudetechnik', 'Verpflegung'];
export const lifeLogins = ['clara', 'l.bakker', 'esther'];

export type LifeStep =
  | { what: 'join' | 'leave'; login: string; team: string }
  | { what: 'confirm'; login: string; /** How many versions ago the text was loaded. */ behind: number }
  | { what: 'correct'; kind: 'editorial' | 'material' }
  | { what: 'withdraw' };

export type LifeCounts = { recipients: number; confirmed: number; outstanding: number; left: number };

const login = fc.constantFrom(...lifeLogins);
const team = fc.constantFrom(...lifeTeams);

export const lifeStep = (): fc.Arbitrary<LifeStep> =>
  fc.oneof(
    { weight: 4, arbitrary: fc.record({ what: fc.constant('join' as const), login, team }) },
    { weight: 3, arbitrary: fc.record({ what: fc.constant('leave' as const), login, team }) },
    {
      weight: 5,
      arbitrary: fc.record({
        what: fc.constant('confirm' as const),
        login,
        behind: fc.constantFrom(0, 0, 0, 1, 2),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        what: fc.constant('correct' as const),
        kind: fc.constantFrom('editorial' as const, 'material' as const),
      }),
    },
    { weight: 1, arbitrary: fc.constant({ what: 'withdraw' as const }) },
  );

type Obligation = { left: boolean; confirmed: boolean };

/** What should be so, kept apart from the program. `take` answers the status that the call should have. */
export function createLifeModel(others: number) {
  const members = new Map(lifeLogins.map((name) => [name, new Set<string>()]));
  const obligations = new Map<string, Obligation>();
  const life = { version: 1, asksFrom: 1, withdrawn: false, confirmations: 0 };

  function follow(name: string): void {
    const isMember = (members.get(name)?.size ?? 0) > 0;
    const obligation = obligations.get(name);
    if (obligation) obligation.left = !isMember;
    else if (isMember && !life.withdrawn) obligations.set(name, { left: false, confirmed: false });
  }

  function confirm(name: string, version: number): number {
    const obligation = obligations.get(name);
    if (!obligation || (obligation.left && !obligation.confirmed)) return 404;
    if (obligation.confirmed) return version < life.asksFrom ? 409 : 200;
    if (life.withdrawn || version < life.asksFrom) return 409;
    obligation.confirmed = true;
    life.confirmations += 1;
    return 201;
  }

  function correct(kind: 'editorial' | 'material'): number {
    if (life.withdrawn) return 409;
    life.version += 1;
    if (kind === 'editorial') return 200;
    life.asksFrom = life.version;
    for (const obligation of obligations.values()) obligation.confirmed = false;
    return 200;
  }

  return {
    life,
    versionOf: (behind: number): number => Math.max(1, life.version - behind),
    take: (step: LifeStep): number => {
      if (step.what === 'confirm') return confirm(step.login, Math.max(1, life.version - step.behind));
      if (step.what === 'correct') return correct(step.kind);
      if (step.what === 'withdraw') {
        const status = life.withdrawn ? 409 : 200;
        life.withdrawn = true;
        return status;
      }
      const own = members.get(step.login) ?? new Set();
      if (step.what === 'join') own.add(step.team);
      else own.delete(step.team);
      follow(step.login);
      return 200;
    },
    counts: (): LifeCounts => {
      const all = [...obligations.values()];
      const confirmed = all.filter((one) => one.confirmed).length;
      const left = all.filter((one) => !one.confirmed && one.left).length;
      const recipients = others + all.length;
      return { recipients, confirmed, left, outstanding: recipients - confirmed - left };
    },
    waitsFor: (name: string): boolean => {
      const obligation = obligations.get(name);
      return !life.withdrawn && obligation !== undefined && !obligation.left && !obligation.confirmed;
    },
  };
}
