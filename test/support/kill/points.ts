/** Where the program dies: at a fault point, or as it writes to a socket; after another point, the nth time. */
export type Trap = { at?: string; write?: string; after?: string; hit: number };

export type Point = {
  name: string;
  when: string;
  trap: (chance: () => number, isOdd: boolean) => Trap;
  /** What some device answers, so that the point is reached. */
  answer?: 410 | 429;
  /** With an odd seed released by the clock of the house instead of by hand. */
  scheduledInOdd?: true;
  reminds?: true;
};

const oneOf = (chance: () => number, most: number): number => 1 + Math.floor(chance() * most);
const released = 'umlauf:release-written';

/** threats.md 3.2: the steps on the way from the button to the confirmation, and the same two on the way by mail. */
export const points: Point[] = [
  {
    ...{ name: 'K1', when: 'before the release is committed', scheduledInOdd: true },
    trap: () => ({ at: 'umlauf:release-written', hit: 1 }),
  },
  {
    ...{ name: 'K2', when: 'after the commit, before the answer', scheduledInOdd: true },
    trap: (_, isOdd) => ({
      at: isOdd ? 'umlauf:scheduled-release-committed' : 'umlauf:release-committed',
      hit: 1,
    }),
  },
  {
    ...{ name: 'K3', when: 'before the outbox is looked into' },
    trap: (chance) => ({ at: 'umlauf:outbox-looked-into', after: released, hit: oneOf(chance, 2) }),
  },
  {
    ...{ name: 'K4', when: 'after the lease, before the push' },
    trap: () => ({ at: 'umlauf:delivery-claimed', after: released, hit: 1 }),
  },
  {
    ...{ name: 'K5', when: 'after the push, before its outcome is stored' },
    trap: (chance) => ({ at: 'umlauf:delivery-answered', after: released, hit: oneOf(chance, 3) }),
  },
  {
    ...{ name: 'K6', when: 'while a device is ended that is gone', answer: 410 },
    trap: () => ({ at: 'umlauf:address-ended', hit: 1 }),
  },
  {
    ...{ name: 'K7', when: 'while the time of the next attempt is stored', answer: 429 },
    trap: () => ({ at: 'umlauf:host-paused', hit: 1 }),
  },
  {
    ...{ name: 'K8', when: 'in the middle of telling the open pages' },
    trap: (chance) => ({ write: 'announcement:released', after: released, hit: oneOf(chance, 3) }),
  },
  {
    ...{ name: 'K9', when: 'before confirmations are committed' },
    trap: (chance) => ({ at: 'umlauf:confirmations-written', hit: oneOf(chance, 2) }),
  },
  {
    ...{ name: 'K10', when: 'after the commit of confirmations, before the answers' },
    trap: (chance) => ({ at: 'umlauf:confirmations-committed', hit: oneOf(chance, 2) }),
  },
  {
    ...{ name: 'K11', when: 'while a reminder is made', reminds: true },
    trap: (_, isOdd) => ({ at: `umlauf:planned-${isOdd ? 'committed' : 'half-written'}`, hit: 1 }),
  },
  {
    ...{ name: 'K4-mail', when: 'after the lease, before the mail' },
    trap: () => ({ at: 'umlauf:mail-claimed', after: released, hit: 1 }),
  },
  {
    ...{ name: 'K5-mail', when: 'after the mail, before its outcome is stored' },
    trap: (chance) => ({ at: 'umlauf:mail-answered', after: released, hit: oneOf(chance, 2) }),
  },
];
