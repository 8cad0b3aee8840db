import Handlebars from 'handlebars';
import { measure, report } from '../measure.ts';
import { readPage } from './render.ts';

const times = 400;
const { html } = await readPage(process.argv[2]);
let length = 0;
const prices = await measure({
  escape: {
    operations: times,
    work: () => {
      for (let time = 0; time < times; time += 1) length = Handlebars.escapeExpression(html).length;
      return Promise.resolve();
    },
    check: () => {
      if (length <= html.length) throw new Error('nothing was escaped');
    },
  },
});
report({ prices });
