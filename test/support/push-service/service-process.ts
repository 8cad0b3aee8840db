import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { projectRoot } from '../../../server/platform/project-root.ts';
import { z } from 'zod';

const STOP_WITHIN_MS = 5_000;

const announcedAddress = z.object({
  origins: z.tuple([z.url(), z.url(), z.url()]),
  control: z.url(),
  caFile: z.string(),
});

export type ServiceProcess = z.infer<typeof announcedAddress> & { pid: number; stop: () => Promise<void> };

export async function startServiceProcess(): Promise<ServiceProcess> {
  // From its source, also for a benchmark, which is compiled itself.
  const folder = join(projectRoot, 'test/support/push-service');
  const child = spawn(process.execPath, ['--import', 'tsx', join(folder, 'serve.ts')], {
    cwd: folder,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');

  async function stop(): Promise<void> {
    child.stdin.end();
    const impatience = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS);
    await ended;
    clearTimeout(impatience);
  }

  const firstLine = once(createInterface(child.stdout), 'line');
  const early = ended.then(([code]) => {
    throw new Error(`the push service ended at its start with ${String(code)}`);
  });
  const [line] = (await Promise.race([firstLine, early])) as [string];
  return { ...announcedAddress.parse(JSON.parse(line)), pid: child.pid ?? 0, stop };
}
