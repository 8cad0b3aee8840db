import { findTeamByName, listTeamMembers, listTeamsWithCounts } from '../directory/team-queries.ts';
import { Refusal } from '../platform/refusal.ts';
import { noWord, onlyWord, type Command } from './command.ts';

export const listAllTeams: Command = async ({ db }, words, { json }, print) => {
  noWord(words);
  const teams = await listTeamsWithCounts(db);
  if (json === true) print(JSON.stringify(teams));
  else for (const { name, members } of teams) print(`${members}\t${name}`);
  return 0;
};

export const showTeam: Command = async ({ db }, words, { json }, print) => {
  const name = onlyWord(words);
  const team = await findTeamByName(db, name);
  if (!team) throw new Refusal('not-found', 'unknown-team-name', { params: { name } });
  const members = (await listTeamMembers(db, team.id)).map(({ login }) => login);
  if (json === true) print(JSON.stringify({ ...team, members }));
  else print([team.name, ...members].join('\n'));
  return 0;
};
