import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesUnder } from '../support/source-files.ts';
import { root, roundsAsked, runTests } from './run-tests.ts';

// Every property test with a seed of its own in each round, and many times the examples of `npm test`.
const ofRules = 50;
const ofDatabases = 5;
const firstSeed = 1180;
const rounds = roundsAsked(10);

const tests = filesUnder(root, ['test'])
  .filter((path) => path.endsWith('.test.ts'))
  .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))
  .filter(({ text }) => text.includes('numberOfRuns('));
const onDatabases = ({ text }: { text: string }): boolean => text.includes('describeOnEachDatabase(');
const groups = [
  { name: 'rules', factor: ofRules, chosen: tests.filter((test) => !onDatabases(test)), databases: 1 },
  { name: 'databases', factor: ofDatabases, chosen: tests.filter(onDatabases), databases: 2 },
];

let examples = 0;
let failures = 0;
for (let round = 1; round <= rounds; round += 1) {
  const seed = String(firstSeed + round);
  for (const { name, factor, chosen, databases } of groups) {
    const files = chosen.map(({ path }) => path);
    const usual = chosen.flatMap(({ text }) => [...text.matchAll(/numberOfRuns\((\d+)\)/g)]);
    const asked = usual.reduce((sum, [, runs]) => sum + Number(runs), 0) * factor * databases;
    const environment = { PROPERTY_FACTOR: String(factor), PROPERTY_SEED: seed };
    const { passed, failed, seconds } = await runTests(files, environment);
    examples += asked;
    failures += failed.length;
    const outcome = `${asked} examples, ${passed} tests passed, ${failed.length} failed, ${seconds} s`;
    console.log(`properties ${round}/${rounds} of ${name}, seed ${seed}: ${outcome}`);
    for (const failure of failed) console.log(failure);
  }
}
console.log(`properties: ${rounds} seeds, at least ${examples} examples, ${failures} failed`);
process.exitCode = failures === 0 ? 0 : 1;
