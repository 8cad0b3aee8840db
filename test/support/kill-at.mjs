// Loaded before the program (NODE_OPTIONS): ends it the hard way where KILL_AT says, or where the file KILL_TRAP says
// once SIGUSR2 has set the trap: at a point (`at`) or a write to a socket (`write`), after another point, the nth time.
import { subscribe } from 'node:diagnostics_channel';
import { readFileSync } from 'node:fs';
import { Socket } from 'node:net';

const { KILL_AT, KILL_TRAP } = process.env;
const die = () => process.kill(process.pid, 'SIGKILL');

function setTrap({ at, write, after, hit }) {
  let left = hit;
  let isSet = after === undefined;
  const pass = () => {
    if (isSet && --left === 0) die();
  };
  if (after !== undefined)
    subscribe(after, () => {
      isSet = true;
    });
  if (at !== undefined) subscribe(at, pass);
  if (write === undefined) return;
  const { write: usual } = Socket.prototype;
  Socket.prototype.write = function (chunk, ...rest) {
    if (Buffer.from(chunk).includes(write)) pass();
    return usual.call(this, chunk, ...rest);
  };
}

if (KILL_AT !== undefined) setTrap({ at: KILL_AT, hit: 1 });
if (KILL_TRAP !== undefined)
  process.on('SIGUSR2', () => {
    setTrap(JSON.parse(readFileSync(KILL_TRAP, 'utf8')));
    process.stderr.write('the trap is set\n');
  });
