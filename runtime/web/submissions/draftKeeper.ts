import type { JsonObject } from "@safeloop/engine";
import { problemOf } from "../api/problem.ts";
import type { DraftWire, OpenedDraft, Sent, StoredDraft } from "./draftWire.ts";
import { DraftWriter, mayHeal } from "./draftWriter.ts";

export type SaveState = { readonly is: "clean" } | { readonly is: "saving" } | { readonly is: "saved"; readonly at: number } | { readonly is: "failed"; readonly why: string; readonly isOffline: boolean };

export interface KeeperOptions {
  readonly wire: DraftWire;
  readonly now: () => number;
  readonly onStored: (draft: StoredDraft) => void;
  readonly onChange: () => void;
}

const pauseMs = 2000;
const retryMs = 10_000;

/**
 * Saves a form being filled as a draft: after each pause in typing, one write
 * at a time, again by itself when the network failed. What a failed write
 * held stays until a later one succeeds.
 */
export class DraftKeeper {
  state: SaveState;
  readonly #writer: DraftWriter;
  #unsaved: JsonObject | undefined;
  #writing: Promise<void> = Promise.resolve();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isDone = false;

  constructor(private readonly options: KeeperOptions, opened?: OpenedDraft) {
    this.#writer = new DraftWriter(options.wire, options.onStored, opened);
    this.state = opened ? { is: "saved", at: opened.savedAt } : { is: "clean" };
  }

  get stored(): StoredDraft | undefined {
    return this.#writer.stored;
  }

  isDirty(): boolean {
    return !this.#isDone && (this.#unsaved !== undefined || this.state.is === "saving");
  }

  change(data: JsonObject): void {
    this.#unsaved = data;
    this.#saveIn(pauseMs);
  }

  /** Saves now what is not saved yet. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#writing = this.#writing.then(() => this.#save());
    return this.#writing;
  }

  /** Sends the data for good, once, whatever was saved before. */
  async submit(data: JsonObject): Promise<Sent> {
    clearTimeout(this.#timer);
    await this.#writing;
    try {
      const sent = await this.#writer.submit(data);
      this.#isDone = true;
      return sent;
    } catch (fault) {
      if (this.#unsaved !== undefined && !this.#writer.isSending) this.#saveIn(0); // what was not sent is at least kept
      throw fault;
    }
  }

  close(): void {
    clearTimeout(this.#timer);
  }

  #saveIn(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), ms);
  }

  async #save(): Promise<void> {
    const data = this.#unsaved;
    if (data === undefined || this.#isDone || this.#writer.isSending) return;
    this.#unsaved = undefined;
    this.#become({ is: "saving" });
    try {
      await this.#writer.write(data);
      this.#become({ is: "saved", at: this.options.now() });
    } catch (fault) {
      this.#unsaved ??= data;
      const { status, detail } = problemOf(fault);
      this.#become({ is: "failed", why: detail, isOffline: status === 0 });
      if (mayHeal(fault)) this.#saveIn(retryMs);
    }
  }

  #become(state: SaveState): void {
    this.state = state;
    this.options.onChange();
  }
}
