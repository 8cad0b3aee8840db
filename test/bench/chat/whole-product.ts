import { readFile } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import { postMessage } from '../../../server/channels/post-message.ts';
import { systemClock } from '../../../server/platform/clock.ts';
import { createLog } from '../../../server/platform/log.ts';
import { serve } from '../../../server/serve.ts';
import { actorCalled, configOf } from '../demo-house.ts';
import { startListening } from '../live/listening.ts';
import { measure, report } from '../measure.ts';
import { heldKilobytes } from './memory.ts';
import { people, type Prepared } from './channel-house.ts';
import { said } from './posts.ts';

const [file = '', preparedFile = ''] = process.argv.slice(2);
const { crowd, channels } = JSON.parse(await readFile(preparedFile, 'utf8')) as Prepared;
const log = createLog('info', { write: () => undefined });
const { umlauf, address } = await serve(configOf(file), log, systemClock);
const anna = await actorCalled(umlauf, 'anna');
const listening = startListening();
const before = heldKilobytes();
const cookies = crowd.map(({ cookie }) => cookie);
await listening.open(people, address.port, 'socket.io', cookies);
while (umlauf.live.connections() < people) await setImmediate();
const kilobytes = { socket: (heldKilobytes() - before) / people };

let at = Date.now();
const prices = await measure({
  whole: {
    operations: people,
    before: () => listening.expect('42["message:posted",', true),
    work: async () => {
      at += 1;
      const { message } = await postMessage(umlauf, anna, {
        ...{ channelId: channels.empty, replyToSeq: null, ...said(0, at) },
      });
      await umlauf.changes.catchUp();
      await listening.heard();
      if (message.seq < 1) throw new Error('it was not posted');
    },
  },
});
listening.stop();
report({ prices, kilobytes });
