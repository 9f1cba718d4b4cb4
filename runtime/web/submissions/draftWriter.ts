import type { JsonObject, JsonValue } from "@safeloop/engine";
import { newKey } from "../api/idempotency.ts";
import { problemOf } from "../api/problem.ts";
import type { DraftWire, OpenedDraft, Sent, StoredDraft } from "./draftWire.ts";

/** The network or the server failed; a refusal stays one until the data change. */
export function mayHeal(fault: unknown): boolean {
  const { status } = problemOf(fault);
  return status === 0 || status >= 500;
}

/**
 * Writes one draft, so that each write happens once: one whose answer never
 * came goes again, under its own key, before any other.
 */
export class DraftWriter {
  stored: StoredDraft | undefined;
  /** Members the server may hold: those no longer answered must be cleared there. */
  #held: ReadonlySet<string>;
  #unsure: { readonly data: JsonObject; readonly run: () => Promise<StoredDraft> } | undefined;
  #saved: JsonObject | undefined;
  #sending: { readonly draft: StoredDraft | undefined } | undefined;
  readonly #submitKey = newKey();

  constructor(private readonly wire: DraftWire, private readonly onStored: (draft: StoredDraft) => void, opened?: OpenedDraft) {
    this.stored = opened?.draft;
    this.#held = new Set(Object.keys(opened?.data ?? {}));
  }

  /** True while a submit may have happened: nothing else is written until that is known. */
  get isSending(): boolean {
    return this.#sending !== undefined;
  }

  async write(data: JsonObject): Promise<void> {
    await this.#settle();
    if (this.#saved === data) return;
    const key = newKey();
    const draft = await this.#versioned();
    const body = draft ? this.#withCleared(data) : data;
    this.#held = new Set([...this.#held, ...Object.keys(data)]);
    this.#unsure = { data, run: draft ? () => this.wire.change(draft, body, key) : () => this.wire.make(data, key) };
    await this.#settle();
  }

  async submit(data: JsonObject): Promise<Sent> {
    try {
      await this.#settle();
      this.#sending ??= { draft: await this.#versioned() };
      const { draft } = this.#sending;
      return await this.wire.submit(draft, draft ? this.#withCleared(data) : data, this.#submitKey);
    } catch (fault) {
      if (!mayHeal(fault)) this.#sending = undefined;
      throw fault;
    }
  }

  /** Brings the write under way to an answer. A refusal is one; a lost connection is not. */
  async #settle(): Promise<void> {
    const write = this.#unsure;
    if (write === undefined) return;
    const isFirst = this.stored === undefined;
    try {
      this.stored = await write.run();
    } catch (fault) {
      if (!mayHeal(fault)) this.#unsure = undefined;
      throw fault;
    }
    this.#unsure = undefined;
    this.#saved = write.data;
    this.#held = new Set(Object.keys(write.data));
    if (!isFirst) return;
    this.onStored(this.stored);
    await this.#versioned().catch(() => undefined); // asked again before the next write
  }

  /** A draft just made is told without its version. */
  async #versioned(): Promise<StoredDraft | undefined> {
    if (this.stored !== undefined && this.stored.version === undefined) this.stored = { ...this.stored, version: await this.wire.version(this.stored.id) };
    return this.stored;
  }

  /** The server keeps what a change does not name; what was emptied here is named as empty. */
  #withCleared(data: JsonObject): JsonObject {
    const cleared = [...this.#held].filter((name) => !Object.hasOwn(data, name)).map((name): [string, JsonValue] => [name, null]);
    return { ...data, ...Object.fromEntries(cleared) };
  }
}
