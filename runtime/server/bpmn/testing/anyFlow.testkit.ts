import type { FlowDefinition } from "@safeloop/engine";
import fc from "fast-check";
import { guardJson } from "../../definitions/guardJson.ts";

const id = fc.oneof(fc.stringMatching(/^[A-Za-z][A-Za-z0-9-]{0,8}$/), fc.constantFrom("a", "b", "constructor", "__proto", "P_b1", "1a", "a.b", "节点", "a b", "", "x".repeat(60)));
const text = fc.oneof(fc.string({ unit: "binary", maxLength: 12 }), fc.constantFrom("", " ", "a\nb", "<b>&\"'", "]]>", "${x}", "\u0000", "\ud800", "\uffff", "安全 作业"));
const title = fc.record({ zh: text, en: text });
const json = fc.jsonValue({ maxDepth: 3 });
const settings = fc.dictionary(fc.constantFrom("candidates", "fields", "due", "onReject", "repeat", "extra"), json, { maxKeys: 3 });
const kind = fc.constantFrom("start", "fill", "approval", "notify", "exclusive", "parallel", "inclusive", "act", "end", "teleport");

const node = fc.oneof(
  fc.tuple(fc.record({ id, title, kind }), settings).map(([head, more]) => ({ ...more, ...head })),
  fc.record({ id, title, kind: fc.constant("join"), of: id, mode: fc.constantFrom("all", "any", { n: 2 }) }),
  fc.record({ id, title, kind: fc.constant("wait"), until: fc.oneof(fc.record({ duration: text }), fc.record({ dateField: text }), fc.record({ event: text, key: json })) }),
  fc.record({ id, title, kind: fc.constant("subflow"), flow: fc.record({ id: text, hash: text }), sync: fc.boolean() }),
);

const edge = fc.record({ id, from: id, to: id, order: fc.nat(9), when: json, default: fc.boolean(), label: title }, { requiredKeys: ["id", "from", "to"] });

/** A draft of any shape: ids twice or malformed, kinds nobody knows, edges that lead nowhere, conditions out of place. */
export const anyFlow: fc.Arbitrary<FlowDefinition> = fc
  .tuple(fc.record({ id: fc.constantFrom("flow", "a.b_c-1", "process"), revision: fc.nat(9), title, form: fc.record({ id: text }), settings: json.map((admin) => ({ withdraw: "never", admin })) }), fc.array(node, { maxLength: 8 }), fc.array(edge, { maxLength: 10 }), fc.option(json))
  .map(([head, nodes, edges, life]) => {
    // Half of the edges lead between nodes there are.
    const led = edges.map((one, i) => (i % 2 === 0 || nodes.length === 0 ? one : { ...one, from: nodes[i % nodes.length]?.id ?? "", to: nodes[(i * 3) % nodes.length]?.id ?? "" }));
    return { ...head, nodes, edges: led, ...(life === null ? {} : { life }) } as unknown as FlowDefinition;
  })
  .filter((flow) => guardJson(flow).length === 0); // no other is ever stored
