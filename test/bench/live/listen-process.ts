import type { Socket } from 'node:net';
import { openBareEar, openEar } from './ear.ts';
import type { Order, Said } from './listening.ts';

const atOnce = 100;
const sockets: Socket[] = [];
let expected = Buffer.alloc(0);
let waitedFor = 0;

const say = (what: Said) => process.send?.(what);

function hear(text: Buffer): void {
  if (!text.equals(expected)) {
    say({ error: `heard ${text.toString().slice(0, 200)}` });
    return;
  }
  waitedFor -= 1;
  if (waitedFor === 0) say('heard');
}

async function follow(order: Order): Promise<void> {
  if ('expect' in order) {
    expected = Buffer.from(order.expect);
    waitedFor = sockets.length;
    return;
  }
  const { port, wire } = order;
  const all = sockets.length + order.open;
  while (sockets.length < all) {
    const opened = Array.from({ length: Math.min(atOnce, all - sockets.length) }, (_, at) =>
      wire === 'tcp'
        ? openBareEar(port, hear)
        : openEar(port, { token: `person-${sockets.length + at}` }, hear),
    );
    sockets.push(...(await Promise.all(opened)));
  }
}

process.on('message', (order: Order) => {
  follow(order).then(
    () => say('ready'),
    (error: unknown) => say({ error: String(error) }),
  );
});
process.on('disconnect', () => process.exit(0));
