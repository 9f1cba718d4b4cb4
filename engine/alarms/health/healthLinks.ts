import type { Tag } from "../../model/tag.ts";
import type { TagLog } from "../tagLog.ts";
import type { Rejudged } from "./judgedLog.ts";
import type { Neighbours } from "./movement.ts";

/** A sample of another tag that was judged anew. */
export interface LinkedChange extends Rejudged {
  readonly log: TagLog;
}

/** Which tags look at which when their health is judged. */
export class HealthLinks {
  readonly neighbours: Neighbours;
  private readonly lookers = new Map<string, string[]>(); // tag → those connected to it

  private readonly watched = new Set<string>(); // tags that others look at

  constructor(private readonly logs: ReadonlyMap<string, TagLog>) {
    this.neighbours = (id) => logs.get(id)?.health;
  }

  /** Reads anew who is connected to whom. */
  set(tags: readonly Tag[]): void {
    this.lookers.clear();
    this.watched.clear();
    for (const tag of tags) for (const id of [...(tag.connected ?? []), ...(tag.peers ?? [])]) this.watched.add(id);
    for (const tag of tags) for (const id of tag.connected ?? []) this.lookers.set(id, [...(this.lookers.get(id) ?? []), tag.id]);
  }

  /** True when the health of another tag rests on this one. */
  isWatched(tagId: string): boolean {
    return this.watched.has(tagId);
  }

  /** After a sample at `ts` of a tag: what changed in those that look at it. */
  changedBy(tagId: string, ts: number): readonly LinkedChange[] {
    const lookers = this.lookers.get(tagId);
    if (lookers === undefined) return nothing;
    return lookers.flatMap((id) => {
      const log = this.logs.get(id);
      return log ? log.rejudge(ts, this.neighbours).map((one) => ({ ...one, log })) : [];
    });
  }
}

const nothing: readonly LinkedChange[] = [];
