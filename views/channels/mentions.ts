/** Who can be mentioned, by the name that is typed for him; `all` is everybody. */
export type Mentionable = Map<string, string>;

const written = /@\[([^\]\n]{1,200})\]\((?:person:([0-9a-f]{32})|(all))\)/g;

/** As a person reads it in the field: `@Name`. Who is meant is noted in `known`. */
export function readMentions(text: string, known: Mentionable): string {
  return text.replace(written, (_, name: string, personId: string | undefined) => {
    known.set(name, personId ?? 'all');
    return `@${name}`;
  });
}

/** As it is sent: each `@Name` that was chosen names its person. */
export function writeMentions(text: string, known: Mentionable): string {
  const names = [...known.keys()].toSorted((a, b) => b.length - a.length).map(escape);
  if (names.length === 0) return text;
  const chosen = new RegExp(`(?<![\\p{L}\\d\\[])@(${names.join('|')})(?![\\p{L}\\d])`, 'gu');
  return text.replace(chosen, (_, name: string) => {
    const who = known.get(name) ?? 'all';
    return `@[${name.replace(/[\]\n]/g, '')}](${who === 'all' ? 'all' : `person:${who}`})`;
  });
}

const escape = (name: string): string => name.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

/** What has been typed of a name before this place in the text, and where its @ stands. */
export function mentionBefore(text: string, at: number): { from: number; typed: string } | null {
  const found = /(?:^|[\s(])@([\p{L}\p{M}\d.'’-]*(?: [\p{L}\p{M}\d.'’-]*)?)$/u.exec(text.slice(0, at));
  return found ? { from: at - (found[1] ?? '').length - 1, typed: found[1] ?? '' } : null;
}

const fold = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ı', 'i').toLowerCase();

/** Some word of the name begins as it was typed. */
export function isMeant(name: string, typed: string): boolean {
  const [folded, wanted] = [fold(name), fold(typed)];
  return folded.startsWith(wanted) || folded.includes(` ${wanted}`);
}
