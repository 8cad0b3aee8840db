import { join } from 'node:path';
import { Stryker } from '@stryker-mutator/core';
import { pureRules, ruleFiles } from './pure-rules.ts';
import { root } from './run-tests.ts';

const goal = 80;

process.chdir(root);
const results = await new Stryker({
  mutate: ruleFiles,
  plugins: [join(import.meta.dirname, 'rule-runner.ts')],
  testRunner: 'rules',
  ...{ testRunnerNodeArgs: ['--import', 'tsx'], checkerNodeArgs: ['--import', 'tsx'] },
  // A busy machine is no killer.
  timeoutMS: 20_000,
  reporters: process.stdout.isTTY ? ['progress', 'clear-text'] : ['clear-text'],
  clearTextReporter: { allowColor: process.stdout.isTTY, logTests: false },
  allowConsoleColors: process.stdout.isTTY,
  ignorePatterns: ['/data', '/dist', '/public', '/.readme'],
  tempDirName: 'dist/mutation',
}).runMutationTest();

const count = (...states: string[]): number => results.filter(({ status }) => states.includes(status)).length;
const killed = count('Killed', 'Timeout');
const mutants = killed + count('Survived', 'NoCoverage');
const score = (100 * killed) / mutants;
const outcome = `${killed} of ${mutants} mutants of ${pureRules.length} rule files killed`;
console.log(`mutation: ${outcome}, ${score.toFixed(2)} % (goal ${goal} %)`);
process.exitCode = score >= goal ? 0 : 1;
