import { build } from './build.mjs';
import { endWithSentence } from './end-with-sentence.mjs';
import { install } from './install.mjs';

await install().then(build).catch(endWithSentence);
await import('../../dist/server/main.js');
