import { closeBrowser } from './browser.ts';
import { stopSharedPostgres } from './shared-postgres.ts';

const secondsToEnd = 10;

export const mochaHooks = {
  async afterAll(): Promise<void> {
    await Promise.all([stopSharedPostgres(), closeBrowser()]);
    setTimeout(failForWhatStayedOpen, secondsToEnd * 1000).unref();
  },
};

function failForWhatStayedOpen(): void {
  const open = process.getActiveResourcesInfo().join(', ');
  console.error(`The tests are over, yet something was left open and keeps the process alive: ${open}`);
  // Mocha sets its own exit code when the process ends; this listener comes after it.
  process.on('exit', () => {
    process.exitCode = 1;
  });
  process.exit();
}
