import { parseArgs } from 'node:util';
import { readConfig } from '../config.ts';
import { openHouse } from '../open-house.ts';
import { systemClock } from '../platform/clock.ts';
import { createLog } from '../platform/log.ts';
import { Refusal } from '../platform/refusal.ts';
import { translate } from '../platform/views/languages.ts';
import { SettingFault } from '../setting-fault.ts';
import { verifyAuditRecord } from './audit.ts';
import { makeDemo } from './demo.ts';
import { examine } from './doctor.ts';
import { importFile } from './import.ts';
import { migrate } from './migrate.ts';
import { deactivate, listPeople, showPerson } from './person.ts';
import { makeSignInLink } from './sign-in-link.ts';
import { synchronise } from './sync.ts';
import { listAllTeams, showTeam } from './team.ts';
import { createPersonalToken, listPersonalTokens, revokePersonalToken } from './token.ts';
import { WrongUsage, type Command } from './command.ts';

const commands: Record<string, Command> = {
  migrate: migrate,
  demo: makeDemo,
  'person list': listPeople,
  'person show': showPerson,
  'person deactivate': deactivate,
  'team list': listAllTeams,
  'team show': showTeam,
  'token create': createPersonalToken,
  'token list': listPersonalTokens,
  'token revoke': revokePersonalToken,
  sync: synchronise,
  import: importFile,
  'sign-in-link': makeSignInLink,
  'audit verify': verifyAuditRecord,
  doctor: examine,
};

const usage = `usage: umlauf COMMAND

  serve                                     the portal
  migrate                                   bring the database up to date
  demo [--people N]                         make the demo organisation, or let it grow
  person list|show LOGIN [--json]
  person deactivate LOGIN                   ends all access at once
  team list|show NAME [--json]
  token create --person LOGIN [--name TEXT] [--scope read|write]
  token list --person LOGIN [--json]
  token revoke ID
  sync [--dry-run]                          people and teams of the directory, now
  import FILE.csv                           people and teams, for a house without a directory service
  sign-in-link --person LOGIN               a way in, once, for ten minutes
  audit verify
  doctor [--json]                           are push services, address, clock, mail and directory as they should be
`;

const options = {
  json: { type: 'boolean' },
  people: { type: 'string' },
  person: { type: 'string' },
  name: { type: 'string' },
  scope: { type: 'string' },
  'dry-run': { type: 'boolean' },
  help: { type: 'boolean' },
} as const;

async function run(words: string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args: words, options, allowPositionals: true });
  if (values.help === true) {
    process.stdout.write(usage);
    return 0;
  }
  if (positionals[0] === 'serve' && positionals.length === 1) {
    await import('../main.ts');
    return 0;
  }
  const name = [positionals.slice(0, 2).join(' '), positionals[0] ?? ''].find((candidate) =>
    Object.hasOwn(commands, candidate),
  );
  const command = name === undefined ? undefined : commands[name];
  if (name === undefined || !command) throw new WrongUsage();
  const config = readConfig();
  const log = createLog(config.logLevel === 'info' ? 'warn' : config.logLevel, process.stderr);
  const house = await openHouse(config, systemClock, log);
  try {
    return await command(house, positionals.slice(name.split(' ').length), values, (line) =>
      process.stdout.write(`${line}\n`),
    );
  } finally {
    await house.database.close();
  }
}

function explain(error: unknown): number {
  const isUsage =
    error instanceof WrongUsage || (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS') === true;
  if (isUsage) {
    process.stderr.write(usage);
    return 2;
  }
  if (error instanceof Refusal)
    process.stderr.write(`${translate('en', `refusals:${error.reason}`, error.params)}\n`);
  else if (error instanceof SettingFault) process.stderr.write(`${error.message}\n`);
  else process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return 1;
}

// Whoever reads along has read enough (`| head`).
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : 1);
});
process.exitCode = await run(process.argv.slice(2)).catch(explain);
