import type { Answer, Visitor } from './visitor.ts';

type Fields = Record<string, string | string[]>;

/** The hidden field that says of which state of the draft the form was made. */
export const stateIn = (html: string): string => /name="updatedAt" value="(\d+)"/.exec(html)?.[1] ?? '';

export const idIn = (answer: Answer): string =>
  /^\/announcements\/(\w+)\//.exec(answer.headers.get('location') ?? '')?.[1] ?? '';

/** Sends the form of a new draft, or of this one as it stands now. */
export async function saveForm(visitor: Visitor, fields: Fields, id?: string): Promise<Answer> {
  if (id === undefined) return visitor.post('/announcements', fields);
  const updatedAt = stateIn((await visitor.get(`/announcements/${id}/edit`)).text);
  return visitor.post(`/announcements/${id}/draft`, { updatedAt, ...fields });
}

/** The same as the page does by itself while one types. */
export const saveQuietly = (visitor: Visitor, path: string, fields: Fields): Promise<Answer> =>
  visitor.post(path, fields, { accept: 'application/json' });
