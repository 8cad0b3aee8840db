export class NotAccepted extends Error {
  readonly status: number;

  constructor(status: number, reason: string) {
    super(reason);
    this.status = status;
  }
}

export function demand(condition: boolean, status: number, reason: string): asserts condition {
  if (!condition) throw new NotAccepted(status, reason);
}
