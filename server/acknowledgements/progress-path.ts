import { z } from 'zod';
import { id, text } from '../platform/http/parse.ts';

/** Where the sender stands on the page of progress; a reminder brings back to it. */
export const progressPlace = z.object({
  q: text().max(200).default(''),
  /** Those outstanding of one team. */
  team: id().optional(),
  after: id().optional(),
  teams: z.enum(['all']).optional(),
});

export type ProgressPlace = z.infer<typeof progressPlace>;

/** As a query, with what else belongs to it. */
export function placeQuery(place: Partial<ProgressPlace>, more: Record<string, string> = {}): string {
  const { q = '', team = '', after = '', teams = '' } = place;
  const given = Object.entries({ q, team, after, teams, ...more }).filter(([, value]) => value !== '');
  return given.length === 0 ? '' : `?${new URLSearchParams(given).toString()}`;
}

export const progressPath = (announcementId: string, place: Partial<ProgressPlace> = {}): string =>
  `/announcements/${announcementId}/progress${placeQuery(place)}`;

/** To the last look before a reminder to all who are outstanding, or to one of them. */
export const reminderPath = (
  announcementId: string,
  place: Partial<ProgressPlace>,
  personId: string | null,
): string => `/announcements/${announcementId}/reminder${placeQuery(place, { personId: personId ?? '' })}`;
