/** A path of this portal and nothing else: `//host` and `/\host` are other hosts to a browser. */
export const ownPath = (path: string): string => (/^\/(?![/\\])[\x21-\x7e]*$/.test(path) ? path : '/');
