/** Counts what comes, and says which of it is looked at closely: everything, unless told otherwise. */
export class Sampling {
  private every = 1;
  private counted = 0;

  set(every: number): void {
    this.every = every;
    this.counted = 0;
  }

  /** What is not even sound at first sight is always looked at. */
  takes(isSound: boolean): boolean {
    this.counted += 1;
    return !isSound || this.counted % this.every === 0;
  }

  count(): number {
    return this.counted;
  }
}
