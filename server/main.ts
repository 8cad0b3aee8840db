import { readConfig } from './config.ts';
import { createLog } from './platform/log.ts';
import { serve } from './serve.ts';
import { SettingFault } from './setting-fault.ts';

/** Whoever told it to stop waits no longer, and cuts it off: ten seconds is usual. */
const closeWithinMs = 8000;

try {
  const config = readConfig();
  const log = createLog(config.logLevel);
  const running = await serve(config, log);
  log.info({ url: config.baseUrl, port: running.address.port, demo: running.umlauf.demo }, 'Umlauf is open');
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      log.info({ signal }, 'Umlauf closes');
      const fail = (error: unknown): never => {
        log.fatal({ err: error }, 'Umlauf could not close in order');
        process.exit(1);
      };
      setTimeout(fail, closeWithinMs, new Error('not closed in time')).unref();
      // What is still being waited for, an answer of a directory say, would keep the process alive.
      running.stop().then(() => process.exit(0), fail);
    });
  }
} catch (error) {
  const { code } = error as NodeJS.ErrnoException;
  if (error instanceof SettingFault) process.stderr.write(`${error.message}\n`);
  else if (code === 'EADDRINUSE')
    process.stderr.write('PORT is in use by another program; give another one.\n');
  else if (code === 'EACCES') process.stderr.write('PORT cannot be used: this user may not listen on it.\n');
  else if (['EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN', 'EINVAL'].includes(code ?? ''))
    process.stderr.write('HOST cannot be used: it is no address of this machine.\n');
  else
    process.stderr.write(
      `Umlauf cannot start: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
  // What was opened before the trouble came would keep the process alive.
  process.exit(1);
}
