import { z } from 'zod';
import { id } from '../../platform/http/parse.ts';
import type { Skew } from './skew.ts';
import type { ReleaseSkew } from './skew-queries.ts';

const time = z.iso.datetime();
const figures = {
  devices: z.int(),
  firstSeconds: z.number(),
  medianSeconds: z.number(),
  p95Seconds: z.number(),
  lastSeconds: z.number(),
};

export const skewSchema = z.object({
  since: time,
  measuredAt: time,
  ...figures,
  waiting: z.int(),
  unconfirmed: z.int(),
  byTeam: z.array(z.object({ teamId: id(), name: z.string(), ...figures })),
});

const presentFigures = ({ devices, firstMs, medianMs, p95Ms, lastMs }: Skew) => ({
  devices,
  firstSeconds: firstMs / 1000,
  medianSeconds: medianMs / 1000,
  p95Seconds: p95Ms / 1000,
  lastSeconds: lastMs / 1000,
});

export const presentSkew = (skew: ReleaseSkew): z.infer<typeof skewSchema> => ({
  since: new Date(skew.since).toISOString(),
  measuredAt: new Date(skew.measuredAt).toISOString(),
  ...presentFigures(skew),
  ...{ waiting: skew.waiting, unconfirmed: skew.unconfirmed },
  byTeam: skew.byTeam.map((team) => ({ teamId: team.teamId, name: team.name, ...presentFigures(team) })),
});
