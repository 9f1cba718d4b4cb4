import type { Candidate, Candidates } from "../../model/candidates.ts";
import type { FlowDefinition, FlowEdge, FlowNode, FlowNodeKind } from "../../model/flow.ts";
import type { JsonLogic } from "../../model/logic.ts";
import { approval, fill } from "../testing/plant.testkit.ts";
import type { FlowSpec } from "./case.testkit.ts";

/** What a node says beside its place; `people` and other lists of candidates may be short (`candidate`). */
export interface NodeSpec { readonly kind?: FlowNodeKind; readonly people?: readonly string[]; readonly [setting: string]: unknown }
export interface SettingsSpec { readonly [setting: string]: unknown }

/**
 * A drawing on one line, as flows.md 11 writes it: `S A P{B C | D}:any E Z`.
 * A name is a node, an approval by the person of its small letter unless
 * `nodes` says more; `P{x | y}` is a parallel, `E{(f=left) x | (else) y}` an
 * exclusive, `I{…}` an inclusive block, by its first letter. Its join is
 * `J` + name and takes `all` (exclusive: `any`), or what stands behind the
 * colon: `:any`, `:2`. `S` is the start, `Z` the end, other ends are named so
 * in `nodes`. A branch of an exclusive may finish at an end.
 */
export function drawFlow(spec: FlowSpec, id: (person: string) => string = (person) => person): FlowDefinition {
  const drawing = new Drawing(spec);
  const { withdraw = "beforeFirst", ...settings } = spec.settings ?? {};
  const made = {
    id: "idioms", revision: 1, title: title("idioms"), form: { id: "idioms" }, nodes: drawing.nodes, edges: drawing.edges,
    settings: { withdraw, admin: ["admin"], ...settings },
  };
  return longPeople(made, id) as FlowDefinition;
}

const title = (text: string): { zh: string; en: string } => ({ zh: text, en: text });
const splitKinds: { readonly [letter: string]: "parallel" | "exclusive" | "inclusive" } = { P: "parallel", E: "exclusive", I: "inclusive" };
const listsOfPeople = new Set(["candidates", "exclude", "transferTo", "notify", "admin"]);

class Drawing {
  readonly nodes: FlowNode[] = [];
  readonly edges: FlowEdge[] = [];
  readonly #tokens: string[];

  constructor(private readonly spec: FlowSpec) {
    this.#tokens = spec.path.match(/\([^)]*\)|:\w+|[A-Za-z][\w-]*|[{}|]/g) ?? [];
    this.#sequence([]);
    if (this.#tokens.length > 0) throw new Error(`${spec.path}: ${this.#tokens.join(" ")} is left over`);
  }

  /** Items one behind the other; `from` are the loose ends it begins at, the loose ends behind it are given back. */
  #sequence(from: readonly Loose[]): readonly Loose[] {
    let loose = from;
    while (this.#tokens.length > 0 && this.#tokens[0] !== "|" && this.#tokens[0] !== "}") loose = this.#item(loose);
    return loose;
  }

  #item(from: readonly Loose[]): readonly Loose[] {
    const name = this.#tokens.shift() ?? "";
    this.#link(from, name);
    if (this.#tokens[0] === "{") return this.#block(name);
    const node = nodeOf(name, this.spec.nodes?.[name] ?? {});
    this.nodes.push(node);
    return node.kind === "end" ? [] : [{ from: name }];
  }

  #block(name: string): readonly Loose[] {
    const kind = splitKinds[name.charAt(0)];
    if (!kind) throw new Error(`${this.spec.path}: ${name} is no block`);
    this.nodes.push({ id: name, kind, title: title(name) });
    const ends: Loose[] = [];
    for (let order = 0; this.#tokens.shift() !== "}"; order++) ends.push(...this.#sequence([{ from: name, order, ...conditionOf(this.#condition()) }]));
    if (ends.length === 0) return [];
    const mode = this.#tokens[0]?.startsWith(":") ? (this.#tokens.shift() ?? "").slice(1) : kind === "exclusive" ? "any" : "all";
    this.nodes.push({ id: `J${name}`, kind: "join", title: title(`J${name}`), of: name, mode: /^\d+$/.test(mode) ? { n: Number(mode) } : mode, ...this.spec.nodes?.[`J${name}`] } as FlowNode);
    this.#link(ends, `J${name}`);
    return [{ from: `J${name}` }];
  }

  #condition(): string | undefined {
    return this.#tokens[0]?.startsWith("(") ? this.#tokens.shift() : undefined;
  }

  #link(from: readonly Loose[], to: string): void {
    for (const loose of from) this.edges.push({ id: `e${this.edges.length}`, to, ...loose });
  }
}

/** An edge whose far end is not known yet. */
type Loose = Omit<FlowEdge, "id" | "to">;

function nodeOf(id: string, { kind = id === "S" ? "start" : id === "Z" ? "end" : "approval", people = [id.toLowerCase()], ...extra }: NodeSpec): FlowNode {
  const base = { id, kind, title: title(id) };
  if (kind === "approval" || kind === "fill") return { ...(kind === "approval" ? approval(id, []) : fill(id, [])), candidates: people, ...extra } as unknown as FlowNode;
  if (kind === "start") return { ...base, fields: { "*": "edit" }, ...extra } as FlowNode;
  if (kind === "end") return { ...base, outcome: "approved", ...extra } as FlowNode;
  return { ...base, ...(kind === "notify" ? { candidates: people, message: title("for your information") } : {}), ...extra } as unknown as FlowNode;
}

/** `(f=left)`, `(n>10)`, `(else)`. */
function conditionOf(text: string | undefined): { readonly when?: JsonLogic; readonly default?: true } {
  if (text === undefined) return {};
  if (text === "(else)") return { default: true };
  const [, field = "", op = "", value = ""] = /^\(([\w.]+)(!?=|[<>]=?)([^)]*)\)$/.exec(text) ?? [];
  if (field === "") throw new Error(`${text} is no condition`);
  return { when: { [op === "=" ? "==" : op]: [{ var: field }, /^\d+$/.test(value) ? Number(value) : value] } };
}

/** Short candidates inside a definition written out. */
function longPeople(value: unknown, id: (person: string) => string): unknown {
  if (Array.isArray(value)) return value.map((one) => longPeople(one, id));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, listsOfPeople.has(key) ? candidates(one as readonly string[], id) : longPeople(one, id)]));
}

function candidates(list: readonly (string | Candidate)[], id: (person: string) => string): Candidates {
  return list.map((one) => (typeof one === "string" ? candidate(one, id) : one));
}

/** `a` a person, `@fire-dept` a role, `^1` the initiator's manager, `^^2` the chain of them, `=A` who acted at A, `$who` a field, `initiator`. */
function candidate(text: string, id: (person: string) => string): Candidate {
  const rest = text.slice(1);
  if (text === "initiator") return { kind: "initiator" };
  if (text.startsWith("^^")) return { kind: "managerChain", upTo: Number(text.slice(2)) };
  switch (text.charAt(0)) {
    case "@": return { kind: "role", role: rest as Extract<Candidate, { kind: "role" }>["role"], at: "initiatorOrg" };
    case "^": return { kind: "manager", level: Number(rest) };
    case "=": return { kind: "actorOf", node: rest };
    case "$": return { kind: "field", field: rest };
    default: return { kind: "person", person: id(text) };
  }
}
