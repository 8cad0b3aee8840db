import { resolve } from 'node:path';
import Mocha from 'mocha';
import { testFiles } from './pure-rules.ts';

// Stryker's own runner for Mocha knows no Mocha 12, and a process for each mutant would take most of an hour.

/** What Stryker weaves into the rules reads and writes here. */
type Woven = {
  activeMutant?: string;
  currentTestId?: string;
  mutantCoverage?: object;
  hitCount?: number;
  hitLimit?: number;
};
type Test = { id: string; name: string; timeSpentMs: number; status: string; failureMessage: string };
type MutantRun = { activeMutant: { id: string }; testFilter?: string[]; hitLimit?: number };

const woven: Woven = ((globalThis as { __stryker__?: Woven }).__stryker__ ??= {});
let loading: Promise<Mocha> | undefined;

/** Not before the first run: a mutant may change what a file does when it is loaded. */
function load(): Promise<Mocha> {
  const mocha = new Mocha({ reporter: Mocha.reporters.Base });
  mocha.cleanReferencesAfterRun(false);
  for (const file of testFiles) mocha.addFile(resolve(file));
  return mocha.loadFilesAsync().then(() => mocha);
}

async function run(chosen?: string[]): Promise<Test[]> {
  const mocha = await (loading ??= load());
  mocha.grep(chosen ? new RegExp(`^(${chosen.map(literally).join('|')})$`) : /^/);
  const tests: Test[] = [];
  await new Promise<void>((done) => {
    const runner = mocha.run(() => {
      done();
    });
    const note = (test: Mocha.Test, status: string, failureMessage = ''): void => {
      const id = test.fullTitle();
      tests.push({ id, name: id, timeSpentMs: test.duration ?? 0, status, failureMessage });
    };
    runner.on('test', (test: Mocha.Test) => {
      woven.currentTestId = test.fullTitle();
    });
    runner.on('test end', () => {
      delete woven.currentTestId;
    });
    runner.on('pass', (test: Mocha.Test) => {
      note(test, 'success');
    });
    runner.on('fail', (test: Mocha.Test, failure: Error) => {
      note(test, 'failed', failure.message);
    });
  });
  return tests;
}

const literally = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

const ruleRunner = {
  // What was imported stays imported; a mutant that works while files are loaded gets a process of its own.
  capabilities: () => ({ reloadEnvironment: false }),
  dryRun: async () => {
    const tests = await run();
    return { status: 'complete', tests, mutantCoverage: woven.mutantCoverage };
  },
  mutantRun: async ({ activeMutant, testFilter, hitLimit }: MutantRun) => {
    woven.activeMutant = activeMutant.id;
    if (hitLimit !== undefined) Object.assign(woven, { hitCount: 0, hitLimit });
    const tests = await run(testFilter);
    if (woven.hitCount !== undefined && woven.hitLimit !== undefined && woven.hitCount > woven.hitLimit)
      return { status: 'timeout' };
    const killer = tests.find(({ status }) => status === 'failed');
    if (!killer) return { status: 'survived', nrOfTests: tests.length };
    const { id, failureMessage } = killer;
    return { status: 'killed', killedBy: [id], failureMessage, nrOfTests: tests.length };
  },
};

export const strykerPlugins = [{ kind: 'TestRunner', name: 'rules', value: ruleRunner }];
