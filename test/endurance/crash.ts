import { roundsAsked, runTests } from './run-tests.ts';

// kill -9 at every crash point on both databases, again and again: each test of the file is one kill and its recovery.
const files = ['test/delivery/crash.test.ts'];
const rounds = roundsAsked(20);

let recovered = 0;
let lost = 0;
for (let round = 1; round <= rounds; round += 1) {
  const { passed, failed, seconds } = await runTests(files);
  recovered += passed;
  lost += failed.length;
  console.log(`crash ${round}/${rounds}: ${passed} recovered, ${failed.length} failed, ${seconds} s`);
  for (const failure of failed) console.log(failure);
}
console.log(`crash: ${rounds} rounds, ${recovered + lost} kills, ${recovered} recovered, ${lost} failed`);
process.exitCode = lost === 0 ? 0 : 1;
