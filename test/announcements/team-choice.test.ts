import assert from 'node:assert/strict';
import { nobody } from '../../server/announcements/audience.ts';
import { nestTeams, type TeamChoice } from '../../server/announcements/team-choice.ts';

const team = (name: string, depth: number) => ({ id: name, name, members: name.length, depth });
const drawn = (choices: TeamChoice[]): string =>
  choices
    .map(({ name, inside, open }) =>
      inside.length === 0 ? name : `${name}${open ? '[' : '('}${drawn(inside)})`,
    )
    .join(' ');

describe('Teams to choose from', () => {
  const few = [
    team('Werk', 0),
    team('Halle', 1),
    team('Früh', 2),
    team('Spät', 2),
    team('Lager', 1),
    team('IT', 0),
  ];
  const many = [...few, ...Array.from({ length: 40 }, (_, at) => team(`Station ${at}`, 1))];

  it('stand inside each other, all unfolded while they are few', () => {
    assert.equal(drawn(nestTeams(few, nobody)), 'Werk[Halle[Früh Spät) Lager) IT');
    const [werk] = nestTeams(few, nobody);
    assert.deepEqual([werk?.count, werk?.chosen, werk?.excluded], [4, false, false]);
  });

  it('are few up to forty', () => {
    const isOpen = (count: number) => nestTeams(many.slice(0, count), nobody)[0]?.open;
    assert.deepEqual([isOpen(40), isOpen(41)], [true, false]);
  });

  it('are folded when they are many, but where something in them is chosen or left out', () => {
    const stations = many.slice(few.length).map(({ name }) => name);
    const rest = `IT(${stations.join(' ')})`;
    assert.equal(drawn(nestTeams(many, nobody)), `Werk(Halle(Früh Spät) Lager) ${rest}`);
    assert.equal(
      drawn(nestTeams(many, { ...nobody, teams: ['Lager'] })),
      `Werk[Halle(Früh Spät) Lager) ${rest}`,
    );
    const except = { teams: ['Spät'], people: [] };
    const branches = nestTeams(many, { ...nobody, except });
    assert.equal(drawn(branches), `Werk[Halle[Früh Spät) Lager) ${rest}`);
    assert.equal(branches[0]?.inside[0]?.inside[1]?.excluded, true);
  });
});
