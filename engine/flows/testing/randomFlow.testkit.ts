import fc from "fast-check";
import type { FlowDefinition, FlowEdge, FlowNode, OnReject } from "../../model/flow.ts";
import { randomLife } from "./randomLife.testkit.ts";
import { approval, end, fill, flow, join, setField, split, people, start, subflow, wait, webhook } from "./plant.testkit.ts";

/** A block tree as drawn by chance; nodes get their ids when it is written out. */
type Drawn =
  | { readonly kind: "approval"; readonly who: readonly string[]; readonly mode: string; readonly onReject: string; readonly onNobody: string; readonly collect: boolean; readonly dedupe: string; readonly after: string; readonly vote: object; readonly veto: boolean; readonly due: string }
  | { readonly kind: "fill"; readonly who: readonly string[] }
  | { readonly kind: "act"; readonly field: string; readonly value: string }
  | { readonly kind: "notify" }
  | { readonly kind: "wait"; readonly until: "time" | "event" | "date" }
  | { readonly kind: "subflow"; readonly sync: boolean; readonly onReject: string; readonly rows: string }
  | { readonly kind: "exclusive" | "parallel" | "inclusive"; readonly branches: readonly (readonly Drawn[])[]; readonly mode: number; readonly onFail: string; readonly fields: readonly string[] };

const persons = ["a", "b", "c", "d", "me", "ghost"] as const;
const who = fc.uniqueArray(fc.constantFrom(...persons), { minLength: 1, maxLength: 3 });

const approvalArb: fc.Arbitrary<Drawn> = fc.record({
  kind: fc.constant("approval" as const), who,
  mode: fc.constantFrom("firstDecision", "anyApprove", "all", "sequence", "vote"),
  onReject: fc.constantFrom("end", "return", "branch", "continue"),
  onNobody: fc.constantFrom("toAdmin", "block", "autoReject"),
  collect: fc.boolean(), dedupe: fc.constantFrom("none", "consecutive", "everSame"),
  after: fc.constantFrom("rewalk", "backToReturner", "choose"),
  vote: fc.constantFrom({ percent: 50 }, { percent: 67 }, { count: 2 }, { percent: 60, strict: true }), veto: fc.boolean(),
  due: fc.constantFrom("", "", "remind", "escalate", "reject", "goto"),
});

/** What only the comparison with the reference draws: other laws are told of seats. */
const quiet: fc.Arbitrary<Drawn> = fc.oneof(
  fc.record({ kind: fc.constant("notify" as const) }),
  fc.record({ kind: fc.constant("wait" as const), until: fc.constantFrom("time", "event", "date") }),
  fc.record({ kind: fc.constant("subflow" as const), sync: fc.boolean(), onReject: fc.constantFrom("end", "return", "branch", "continue"), rows: fc.constantFrom("", "", "all", "any", "two") }),
);

const itemOf = (more: readonly fc.Arbitrary<Drawn>[]): fc.Arbitrary<Drawn> => fc.letrec<{ tree: readonly Drawn[]; item: Drawn }>((tie) => ({
  tree: fc.array(tie("item"), { minLength: 1, maxLength: 3 }),
  item: fc.oneof(
    { maxDepth: 3, depthSize: "small", withCrossShrink: true },
    approvalArb, ...more,
    fc.record({ kind: fc.constant("fill" as const), who }),
    fc.record({ kind: fc.constant("act" as const), field: fc.constantFrom("f", "g"), value: fc.constantFrom("x", "y") }),
    fc.record({
      kind: fc.constantFrom("exclusive" as const, "parallel" as const, "inclusive" as const),
      branches: fc.array(fc.oneof(tie("tree"), tie("tree"), fc.constant([])), { minLength: 2, maxLength: 3 }),
      mode: fc.nat(4), onFail: fc.constantFrom("end", "return", "branch", "continue"), fields: fc.array(fc.constantFrom("f", "g", "h"), { minLength: 3, maxLength: 3 }),
    }),
  ),
})).item;

/** A sound definition: blocks nested, targets legal. */
export const randomFlow = flowsOf(itemOf([]));

/** The same with notices, waits, sub-flows and richer settings of approvals. */
export const randomIdioms = flowsOf(itemOf([quiet]), true);

function flowsOf(item: fc.Arbitrary<Drawn>, rich = false): fc.Arbitrary<FlowDefinition> {
  const lives = rich ? fc.option(randomLife, { nil: undefined, freq: 2 }) : fc.constant(undefined);
  return fc.tuple(fc.array(item, { minLength: rich ? 1 : 2, maxLength: 6 }), fc.constantFrom("beforeFirst", "always", "never"), fc.nat(99), lives).map(([drawn, withdraw, salt, life]) => {
    const writer = new Writer(rich ? salt : undefined);
    const last = writer.sequence("S", life ? drawn.slice(0, 1 + (salt % 3)) : drawn, "root", ["S"]); // short: it is to live
    writer.edge(last, "Z");
    return flow([start(), ...writer.nodes, end()], writer.edges, { settings: { withdraw, ...(rich ? { maxReturns: 3 + (salt % 3) } : {}), ...(rich && salt % 4 === 3 ? { permit: true } : {}) }, ...(life ? { life } : {}) });
  });
}

/** One child for each row of `r`, and how many of them must be approved. */
function rowsOf(rows: string): object {
  return rows === "" ? {} : { rows: "r", complete: rows === "two" ? { n: 2 } : rows };
}

class Writer {
  readonly nodes: FlowNode[] = [];
  readonly edges: FlowEdge[] = [];
  private made = 0;
  /** `salt` varies the richer settings; without it they are left out. */
  constructor(private readonly salt?: number) {}

  edge(from: string, to: string, extra: Partial<FlowEdge> = {}): void {
    this.edges.push({ id: `e${this.edges.length}`, from, to, order: this.edges.length, ...extra });
  }

  /** Writes items after `from`; gives the id the next edge leaves from. `before`: human nodes that surely lie before. */
  sequence(from: string, items: readonly Drawn[], region: string, before: readonly string[]): string {
    let at = from;
    const humans = [...before];
    for (const item of items) at = this.item(at, item, region, humans);
    return at;
  }

  private item(from: string, item: Drawn, region: string, humans: string[], extra: Partial<FlowEdge> = {}): string {
    const id = `${item.kind.slice(0, 3)}${this.made++}`;
    this.edge(from, id, extra);
    if (item.kind === "act") this.nodes.push(this.made % 2 ? setField(id, item.field, item.value) : webhook(id));
    else if (item.kind === "fill") this.nodes.push(fill(id, item.who, { onNobody: "toAdmin", ...this.richFill() }));
    else if (item.kind === "notify") this.nodes.push({ id, kind: "notify", title: { zh: id, en: id }, candidates: people("c"), message: { zh: id, en: id } });
    else if (item.kind === "wait") this.nodes.push(wait(id, { time: { duration: "PT3H" }, event: { event: "e", key: "k" }, date: { dateField: "h" } }[item.until]));
    else if (item.kind === "subflow") this.nodes.push(subflow(id, { sync: item.sync, onChildReject: this.reject(item.onReject, region, humans), ...rowsOf(item.rows) }));
    else if (item.kind === "approval") this.nodes.push(this.approval(id, item, region, humans));
    else return this.block(id, item, region, humans);
    if (item.kind === "fill" || item.kind === "approval") humans.push(id);
    return id;
  }

  private reject(how: string, region: string, humans: readonly string[]): OnReject {
    if (how === "return") return { do: "return", to: humans[humans.length - 1] ?? "S" };
    if (how === "branch" && region !== "root") return { do: "branch" };
    return how === "continue" ? { do: "continue" } : { do: "end" };
  }

  private richFill(): object {
    return this.salt === undefined ? {} : [{}, { fields: { "*": "edit", f: "require" } }, { fields: { "*": "read", g: "edit" } }][(this.salt + this.made) % 3] ?? {};
  }

  /** Separation of duty, self-approval, other ways to name people, evidence, reminders. */
  private richApproval(who: readonly string[]): object {
    if (this.salt === undefined) return {};
    const at = this.salt + this.made;
    const named = [people(...who), people(...who), [...people(...who), { kind: "manager", level: 1 }], [{ kind: "initiator" }, ...people(...who)], [{ kind: "managerChain", upTo: 2 }], [...people(...who), { kind: "actorOf", node: "S" }]][at % 6];
    return {
      candidates: named, selfApproval: ["allow", "forbid", "skipToManager"][at % 3], ...(at % 5 === 0 ? { exclude: [{ kind: "initiator" }, { kind: "person", person: "d" }] } : {}),
      ...(at % 7 === 0 ? { signs: ["f"] } : {}), ...(at % 11 === 0 ? { evidence: { comment: ["reject"] } } : {}), ...(at % 13 === 0 ? { evidence: { signature: true } } : {}),
      ...(at % 4 === 0 ? { fields: { "*": "read", g: "edit" } } : {}),
    };
  }

  private approval(id: string, item: Extract<Drawn, { kind: "approval" }>, region: string, humans: readonly string[]): FlowNode {
    const back = humans[(id.length * 7 + humans.length) % humans.length] ?? "S";
    const reject = { end: { do: "end" }, return: { do: "return", to: back }, branch: { do: region === "root" ? "end" : "branch" }, continue: { do: "continue" } }[item.onReject];
    const loops = item.onNobody === "autoReject" && (item.onReject === "return" || item.onReject === "continue");
    return approval(id, item.who, {
      mode: item.mode, onReject: reject, onNobody: loops ? "toAdmin" : item.onNobody, completion: item.collect ? "collectAll" : "early", dedupe: item.dedupe,
      returns: { afterRepair: item.after }, ...this.richApproval(item.who), ...(item.mode === "vote" ? { vote: item.vote, rejectPolicy: item.veto ? "veto" : "vote" } : {}),
      ...(item.due === "" ? {} : { due: { after: this.salt !== undefined && this.salt % 3 === 0 ? "P1D" : "PT2H", ...(this.salt === undefined ? {} : { remindAt: [50], transferTo: people("d", "c") }), onOver: item.due === "goto" ? { goto: back } : this.salt !== undefined && item.due === "remind" && this.salt % 2 ? "transfer" : item.due } }),
    });
  }

  private block(id: string, item: Extract<Drawn, { kind: "exclusive" | "parallel" | "inclusive" }>, region: string, humans: readonly string[]): string {
    const joinId = `J${id}`;
    this.nodes.push(split(id, item.kind));
    item.branches.forEach((branch, i) => {
      const last = i === item.branches.length - 1;
      const when = item.kind === "parallel" ? {} : last ? { default: true as const } : { when: { "==": [{ var: item.fields[i] ?? "f" }, "x"] } };
      const inner = item.kind === "exclusive" ? region : `${id}-${i}`;
      const [first, ...rest] = branch;
      if (!first) return this.edge(id, joinId, when);
      const own = [...humans];
      this.edge(this.sequence(this.item(id, first, inner, own, when), rest, inner, own), joinId);
    });
    const n = (item.mode % item.branches.length) + 1;
    const mode = item.kind === "exclusive" ? "any" : item.mode === 0 ? "all" : item.mode === 1 ? "any" : { n };
    const onFail = { end: { do: "end" }, return: { do: "return", to: humans[0] ?? "S" }, branch: { do: region === "root" ? "end" : "branch" }, continue: { do: "continue" } }[item.onFail];
    this.nodes.push(join(joinId, id, mode, item.kind === "exclusive" ? undefined : onFail));
    return joinId;
  }
}
