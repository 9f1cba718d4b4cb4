/** Stored readings that are not as they were written. They are never guessed at. */
export class DamagedReadings extends Error {
  constructor(why: string) {
    super(`stored readings are damaged: ${why}`);
    this.name = "DamagedReadings";
  }
}
