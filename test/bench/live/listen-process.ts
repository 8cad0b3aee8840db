import type { Socket } from 'node:net';
import { openBareEar, openEar, openPlainEar } from './ear.ts';
import type { Order, Said } from './listening.ts';

const atOnce = 100;
const sockets: Socket[] = [];
let expected = Buffer.alloc(0);
let beginsWithIt = false;
let waitedFor = 0;

const say = (what: Said) => process.send?.(what);

function hear(text: Buffer): void {
  if (!(beginsWithIt ? text.subarray(0, expected.length) : text).equals(expected)) {
    say({ error: `heard ${text.toString().slice(0, 200)}` });
    return;
  }
  waitedFor -= 1;
  if (waitedFor === 0) say('heard');
}

async function follow(order: Order): Promise<void> {
  if ('expect' in order) {
    expected = Buffer.from(order.expect);
    beginsWithIt = order.begins;
    waitedFor = sockets.length;
    return;
  }
  const all = sockets.length + order.open;
  while (sockets.length < all) {
    const opened = Array.from({ length: Math.min(atOnce, all - sockets.length) }, (_, at) =>
      open(order, sockets.length + at),
    );
    sockets.push(...(await Promise.all(opened)));
  }
}

function open({ port, wire, cookies }: Extract<Order, { open: number }>, at: number): Promise<Socket> {
  if (wire === 'tcp') return openBareEar(port, hear);
  if (wire === 'ws') return openPlainEar(port, hear);
  const cookie = cookies?.[at];
  return openEar(port, cookie === undefined ? { token: `person-${at}` } : { cookie }, hear);
}

process.on('message', (order: Order) => {
  follow(order).then(
    () => say('ready'),
    (error: unknown) => say({ error: String(error) }),
  );
});
process.on('disconnect', () => process.exit(0));
