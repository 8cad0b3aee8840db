import { open } from 'node:fs/promises';
import { measure, report } from '../measure.ts';

const times = 200;
const [file = ''] = process.argv.slice(2);
const handle = await open(file, 'a');
const page = Buffer.alloc(4096, 1);
const prices = await measure({
  sync: {
    operations: times,
    work: async () => {
      for (let time = 0; time < times; time += 1) {
        await handle.write(page);
        await handle.datasync();
      }
    },
  },
});
report({ prices });
