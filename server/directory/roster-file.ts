import { z } from 'zod';
import { text } from '../platform/http/parse.ts';
import { readCsv, type CsvRow } from '../platform/read-csv.ts';
import { Refusal } from '../platform/refusal.ts';
import type { Roster, RosterPerson, RosterTeam } from './roster.ts';

/** People and teams from a file, for a house without a directory service. */
export const fileSource = 'csv';

const columns = ['id', 'login', 'name', 'sort_name', 'department', 'mail', 'language', 'teams', 'active'];
const needed = ['id', 'login', 'name'];

const given = (most: number) => text().min(1, 'is empty').max(most, `is longer than ${most} characters`);
const personRow = z.object({
  id: given(200),
  login: given(200),
  name: given(200),
  sort_name: text().max(200).default(''),
  department: text().max(200).default(''),
  mail: z.union([z.literal(''), z.email('is no mail address')]).default(''),
  language: z.enum(['', 'en', 'de', 'nl'], 'must be en, de or nl').default(''),
  teams: text().max(5000).default(''),
  active: z.enum(['', 'yes', 'no'], 'must be yes or no').default(''),
});

/**
 * The roster that a file with a row for each person holds. `teams` names teams with `;` between them; `Plant > Early
 * shift` stands for a team inside another. Refuses `invalid` with the line that cannot be used.
 */
export function readRosterFile(content: string): Roster {
  const read = readCsv(content);
  if ('brokenAt' in read) throw atLine(read.brokenAt, 'a quotation mark is out of place');
  const [head, ...rows] = read.rows;
  const names = (head?.cells ?? []).map((name) => name.trim().toLowerCase());
  checkHead(names);
  const people = new Map<string, RosterPerson>();
  const teams = new Map<string, RosterTeam>();
  const lineOfLogin = new Map<string, number>();
  for (const row of rows) {
    const { id, login, active, ...fields } = readRow(row, names);
    if (people.has(id)) throw atLine(row.line, `the id ${id} stands there twice`);
    const earlier = lineOfLogin.get(login);
    if (earlier !== undefined) throw atLine(row.line, `the login ${login} stands in line ${earlier} already`);
    lineOfLogin.set(login, row.line);
    people.set(id, {
      ...{ sourceId: id, login, name: fields.name, department: fields.department },
      sortName: fields.sort_name || lastNameFirst(fields.name),
      mail: fields.mail || null,
      language: fields.language || null,
      mayEnter: active !== 'no',
    });
    for (const path of fields.teams.split(';').filter((part) => part.trim() !== ''))
      teamAt(teams, path)?.memberIds.push(id);
  }
  return { people: [...people.values()], teams: [...teams.values()] };
}

const atLine = (line: number, trouble: string) =>
  new Refusal('invalid', 'file-row', { params: { line, trouble } });

function checkHead(names: string[]): void {
  const missing = needed.find((name) => !names.includes(name));
  if (missing !== undefined) throw atLine(1, `the column ${missing} is missing`);
  const unknown = names.find((name, at) => !columns.includes(name) || names.indexOf(name) !== at);
  if (unknown !== undefined)
    throw atLine(1, `the column ${unknown || '(unnamed)'} is unknown or twice there`);
}

function readRow({ line, cells }: CsvRow, names: string[]): z.infer<typeof personRow> {
  if (cells.length !== names.length)
    throw atLine(line, `has ${cells.length} cells instead of ${names.length}`);
  const entries = names.map((name, at) => [name, (cells[at] ?? '').trim()]);
  const parsed = personRow.safeParse(Object.fromEntries(entries));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw atLine(line, `${String(issue?.path[0])} ${issue?.message ?? 'cannot be used'}`);
}

/** The team at the end of a path; those on the way to it are made, each inside the one before. */
function teamAt(teams: Map<string, RosterTeam>, path: string): RosterTeam | undefined {
  const names = path
    .split('>')
    .map((name) => name.trim())
    .filter(Boolean);
  let parent: RosterTeam | undefined;
  for (const name of names) {
    const team = teams.get(name) ?? { sourceId: name, name, memberIds: [], childIds: [], ownerIds: [] };
    teams.set(name, team);
    if (parent && parent !== team && !parent.childIds.includes(name)) parent.childIds.push(name);
    parent = team;
  }
  return parent;
}

function lastNameFirst(name: string): string {
  const words = name.split(/\s+/);
  return words.length < 2 ? name : `${words.at(-1)}, ${words.slice(0, -1).join(' ')}`;
}
