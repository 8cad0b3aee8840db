export type DirectoryTrouble =
  | 'down'
  | 'timeout'
  | 'tls'
  | 'credentials'
  | 'anonymous'
  /** A search was refused: a limit, a right, a base that is not there. */
  | 'refused'
  /** An answer that cannot be whole. */
  | 'incomplete'
  /** Not one person was found. */
  | 'empty';

/** The directory cannot be read. Nobody has left because of it: what was known stays. */
export class DirectoryFault extends Error {
  readonly code: DirectoryTrouble;

  constructor(code: DirectoryTrouble, message: string, cause?: unknown) {
    super(message, cause === undefined ? {} : { cause });
    this.code = code;
  }
}
