// Loaded before the program (NODE_OPTIONS): ends it the hard way where KILL_AT says.
import { subscribe } from 'node:diagnostics_channel';

subscribe(process.env.KILL_AT, () => {
  process.kill(process.pid, 'SIGKILL');
});
