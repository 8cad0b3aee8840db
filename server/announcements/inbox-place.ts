import { z } from 'zod';
import { id } from '../platform/http/parse.ts';
import { isWaiting, type Card } from './inbox-card.ts';

const waited = 'waiting-';

/** Names the last one of a page and, as it may be confirmed before the next page is asked for, that it waited. */
export const placeOf = (card: Card): string => (isWaiting(card) ? `${waited}${card.id}` : card.id);

/** A place as it is given back for the next page; a bare id is one too. */
export const placeSchema = z.union([id(), z.string().regex(new RegExp(`^${waited}[0-9a-f]{32}$`))]);

export const readPlace = (place: string | undefined): { id: string; wasWaiting: boolean } | undefined =>
  place === undefined ? undefined : { id: place.replace(waited, ''), wasWaiting: place.startsWith(waited) };
