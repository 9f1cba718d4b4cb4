/** A command that cannot be carried out; the message is the one sentence printed. */
export class CliFault extends Error {
  constructor(message: string) {
    super(message);
    this.name = "CliFault";
  }
}
