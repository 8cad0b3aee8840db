import { z } from 'zod';

const behaviour = {
  answer: z.union([z.int().min(200).max(599), z.enum(['hang', 'redirect', 'reset', 'goaway', 'large'])]),
  retryAfter: z.union([z.int(), z.string()]).optional(),
  delayMs: z.int().optional(),
  times: z.int().min(1).optional(),
};

export const scriptStep = z.union([
  z.strictObject({ endpoint: z.url(), ...behaviour }),
  z.strictObject({ host: z.string(), ...behaviour }),
  z.strictObject({ all: z.literal(true), ...behaviour }),
]);

export type ScriptStep = z.infer<typeof scriptStep>;
export type Behaviour = Pick<ScriptStep, 'answer' | 'retryAfter' | 'delayMs'>;

/** What an endpoint was told goes before what its host was told, and that before what all were told; a later step takes the place of an earlier one. */
export class Script {
  private readonly steps = new Map<string, Behaviour & { left: number }>();

  set(step: ScriptStep): void {
    const { answer, retryAfter, delayMs, times = Infinity } = step;
    const key = 'endpoint' in step ? step.endpoint : 'host' in step ? step.host : 'all';
    this.steps.set(key, { answer, retryAfter, delayMs, left: times });
  }

  next(endpoint: string): Behaviour {
    for (const key of [endpoint, new URL(endpoint).host, 'all']) {
      const step = this.steps.get(key);
      if (!step) continue;
      step.left -= 1;
      if (step.left === 0) this.steps.delete(key);
      return step;
    }
    return { answer: 201 };
  }

  clear(): void {
    this.steps.clear();
  }
}
