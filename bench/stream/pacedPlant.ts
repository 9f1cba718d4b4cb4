/** An alarm that a gateway's points provoke: the point, and the instant of the reading that is over the limit. */
export interface Due {
  readonly key: string;
  readonly at: number; // epoch ms; the reading was due to be sent then
}

const highMs = 1500; // a point stays over its limit for so long

/**
 * The points of one gateway, read in turn at a rate of readings a second for
 * all of them, as JSON texts. At a pace the next reading of one point, another
 * each time, is the first over its limit.
 */
export class PacedGateway {
  readonly due: Due[] = [];
  begin = 0; // of the first text
  readonly #highUntil: Float64Array;
  #next = 0; // point to be read
  #last = 0;
  #owed = 0; // readings
  #nextEpisode = Infinity;

  constructor(
    readonly ids: readonly string[],
    readonly rate: number, // readings a second
    readonly episodeEveryMs: number,
  ) {
    this.#highUntil = new Float64Array(ids.length);
  }

  /** The readings due since the text before, all of this instant. */
  text(at: number): string {
    if (this.begin === 0) {
      this.begin = at;
      this.#nextEpisode = at + 1000;
    }
    this.#owed += this.#last === 0 ? 1 : (this.rate * (at - this.#last)) / 1000;
    this.#last = at;
    const parts: string[] = [];
    // No point twice in one instant: it would be a conflict.
    for (; this.#owed >= 1 && parts.length < this.ids.length; this.#owed -= 1) parts.push(this.#reading(at));
    return `[${parts.join(",")}]`;
  }

  #reading(at: number): string {
    const point = this.#next;
    this.#next = (point + 1) % this.ids.length;
    const id = this.ids[point]!;
    if (at >= this.#nextEpisode && this.#highUntil[point]! < at - 4 * highMs) {
      this.#nextEpisode += this.episodeEveryMs;
      this.#highUntil[point] = at + highMs;
      this.due.push({ key: id, at });
    }
    const value = at <= this.#highUntil[point]! ? 905 : 885 + ((point + at) % 7) / 10;
    return `{"tagId":"${id}","ts":${at},"value":${value},"unit":"kPa","quality":"good"}`;
  }
}
