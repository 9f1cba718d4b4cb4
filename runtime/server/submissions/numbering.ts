import type { Directory, FormDefinition } from "@safeloop/engine";
import type { Store, Tx } from "../context.ts";
import { siteDay } from "../views/siteDay.ts";

const defaultDigits = 3;

/** Date parts of an instant at the site. */
function datePartsAt(now: number, timeZone: string): { readonly yyyy: string; readonly mm: string; readonly dd: string } {
  const [yyyy = "", mm = "", dd = ""] = siteDay(now, timeZone).split("-");
  return { yyyy, mm, dd };
}

/** The code of the site a unit belongs to, else of the topmost unit found. */
export function siteCodeOf(directory: Directory, orgId: string): string {
  let unit = directory.orgUnit(orgId);
  let code = unit?.code ?? "S";
  for (let up = 0; unit && up < 20; up += 1) {
    code = unit.code;
    if (unit.level === "site") return code;
    unit = unit.parentId === null ? undefined : directory.orgUnit(unit.parentId);
  }
  return code;
}

export interface NumberFacts {
  readonly now: number;
  readonly timeZone: string;
  readonly site: string;
  readonly org: string;
}

/** Everything of a number but its running part. */
export interface NumberFrame {
  readonly before: string;
  readonly after: string;
  readonly digits: number;
}

const lastFrames = new WeakMap<FormDefinition, { readonly of: string; readonly frame: NumberFrame }>();

/** The number's pattern filled in, cut at `{seq}`. Papers of one form follow each other in one unit on one day: the last frame is kept. */
export function numberFrame(form: FormDefinition, facts: NumberFacts): NumberFrame {
  const of = `${siteDay(facts.now, facts.timeZone)}\n${facts.site}\n${facts.org}`;
  const last = lastFrames.get(form);
  if (last?.of === of) return last.frame;
  const frame = filledFrame(form, facts);
  lastFrames.set(form, { of, frame });
  return frame;
}

function filledFrame(form: FormDefinition, facts: NumberFacts): NumberFrame {
  const { yyyy, mm, dd } = datePartsAt(facts.now, facts.timeZone);
  const values: { readonly [name: string]: string } = {
    site: facts.site, org: facts.org, form: form.id, yyyy, mm, dd, yyyymm: yyyy + mm, yyyymmdd: yyyy + mm + dd, yy: yyyy.slice(2),
  };
  const pattern = form.numbering?.pattern ?? "{form}-{yyyymmdd}-{seq}";
  const filled = pattern.replace(/\{(\w+)\}/g, (whole, name: string) => (Object.prototype.hasOwnProperty.call(values, name) ? (values[name] ?? "") : whole));
  const [before = "", ...rest] = filled.includes("{seq}") ? filled.split("{seq}") : [`${filled}-`, ""];
  return { before, after: rest.join(""), digits: form.numbering?.seqDigits ?? defaultDigits };
}

const move = "update number_counters set last = last + ? where tenant_id = ? and key = ?";
const take = "insert into number_counters (tenant_id, key, last) values (?, ?, ?) on conflict (tenant_id, key) do update set last = number_counters.last + excluded.last";
const look = "select last from number_counters where tenant_id = ? and key = ?";

/**
 * Moves the counter on by `count`; its new value. All but the first time an
 * update finds it. What it became is looked up after: `returning` makes SQLite
 * open a temporary table, which costs four times as much.
 */
async function advance(tx: Tx, tenantId: string, key: string, count: number): Promise<number> {
  const moved = await tx.run({ sql: move, bindings: [count, tenantId, key] });
  if (moved === 0) await tx.run({ sql: take, bindings: [tenantId, key, count] });
  const row = await tx.first<{ last: number }>({ sql: look, bindings: [tenantId, key] });
  if (!row) throw new Error(`the counter ${key} is gone`);
  return Number(row.last);
}

interface Waiting {
  resolve(last: number): void;
  reject(error: unknown): void;
}

/** Hands out numbers of a tenant: unique, rising, with gaps where a submission was refused afterwards. */
export class Numbers {
  readonly #store: Store;
  readonly #waiting = new Map<string, Waiting[]>();

  constructor(store: Store) {
    this.#store = store;
  }

  /** On SQLite the counter moves in the submission's own transaction. */
  async inUnit(tx: Tx, tenantId: string, frame: NumberFrame): Promise<string> {
    return textOf(frame, await advance(tx, tenantId, keyOf(frame), 1));
  }

  /**
   * On PostgreSQL a counter row inside each serializable transaction would
   * make them all fail against each other; so requests that wait together
   * take their numbers in one short transaction before.
   */
  async ahead(tenantId: string, frame: NumberFrame): Promise<string> {
    const key = `${tenantId}\n${keyOf(frame)}`;
    const last = await new Promise<number>((resolve, reject) => {
      const queue = this.#waiting.get(key);
      if (queue) return void queue.push({ resolve, reject });
      this.#waiting.set(key, [{ resolve, reject }]);
      setImmediate(() => void this.#takeTogether(key, tenantId, frame));
    });
    return textOf(frame, last);
  }

  async #takeTogether(key: string, tenantId: string, frame: NumberFrame): Promise<void> {
    const queue = this.#waiting.get(key) ?? [];
    this.#waiting.delete(key);
    try {
      const last = await this.#store.unit((tx) => advance(tx, tenantId, keyOf(frame), queue.length));
      const first = last - queue.length + 1;
      queue.forEach((waiting, i) => waiting.resolve(first + i));
    } catch (error) {
      for (const waiting of queue) waiting.reject(error);
    }
  }
}

function keyOf(frame: NumberFrame): string {
  return `${frame.before}#${frame.after}`;
}

function textOf(frame: NumberFrame, seq: number): string {
  return `${frame.before}${String(seq).padStart(frame.digits, "0")}${frame.after}`;
}
