import type { ShownDifference } from '../directory/describe-difference.ts';

/** A difference in lines: what happens to whom. */
export function printDifference(shown: ShownDifference, print: (line: string) => void): void {
  const people = [
    ['joins', shown.newcomers],
    ['returns', shown.returners],
    ['changes', shown.changed],
  ] as const;
  for (const [what, list] of people) for (const { login, name } of list) print(`${what}\t${login}\t${name}`);
  for (const { login, name, why } of shown.leavers) print(`leaves\t${login}\t${name}\t${why}`);
  for (const name of shown.newTeams) print(`new team\t${name}`);
  for (const name of shown.changedTeams) print(`team changes\t${name}`);
  for (const name of shown.goneTeams) print(`team goes\t${name}`);
  for (const { name, lost, joins } of shown.teams) {
    if (joins.length > 0) print(`into ${name}\t${joins.join(', ')}`);
    if (lost.length > 0) print(`out of ${name}\t${lost.join(', ')}`);
  }
}
