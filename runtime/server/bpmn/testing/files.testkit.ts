import { type FlowDefinition, type FlowNode } from "@safeloop/engine";
import { importBpmn, type ImportReport } from "../importBpmn.ts";

const model = "http://www.omg.org/spec/BPMN/20100524/MODEL";

/** A BPMN file of these root elements. */
export const file = (inner: string): string => `<?xml version="1.0" encoding="UTF-8"?>\n<definitions xmlns="${model}" id="definitions" targetNamespace="urn:test">${inner}</definitions>`;

/** A file of one process. */
export const process = (inner: string): string => file(`<process id="leave" name="Leave">${inner}</process>`);

/** Sequence flows `a>b`; `a>b[text]` has a condition. Ids are f0, f1, … */
export const lines = (...chains: readonly string[]): string => {
  let made = 0;
  return chains.map((chain) => chain.split(/>(?![^[]*\])/)).flatMap((chain) => chain.slice(1).map((part, i) => {
    const [to = "", condition] = part.replace("]", "").split("[");
    const from = chain[i]?.replace(/\[.*/, "") ?? "";
    const inner = condition === undefined ? "" : `<conditionExpression>${condition.replace(/&/g, "&amp;").replace(/</g, "&lt;")}</conditionExpression>`;
    return `<sequenceFlow id="f${made++}" sourceRef="${from}" targetRef="${to}">${inner}</sequenceFlow>`;
  })).join("");
};

/** Elements such as `userTask a`, `endEvent z default=f1`. */
export const elements = (...written: readonly string[]): string => written.map((one) => {
  const [type = "", id = "", ...attributes] = one.split(" ");
  return `<${type} id="${id}" name="${id}" ${attributes.map((pair) => pair.replace(/=(.*)/, '="$1"')).join(" ")}/>`;
}).join("");

export const simple = process(elements("startEvent s", "userTask a", "endEvent z") + lines("s>a>z"));

/** Reads a file that must be readable. */
export async function readFlow(xml: string, options: Parameters<typeof importBpmn>[1] = {}): Promise<ImportReport & { readonly flow: FlowDefinition }> {
  const report = await importBpmn(xml, options);
  if (!report.flow) throw new Error(JSON.stringify(report.issues));
  return { ...report, flow: report.flow };
}

export const kindsOf = (flow: FlowDefinition): readonly string[] => flow.nodes.map((node) => `${node.kind} ${node.id}`);

export const nodeOf = (flow: FlowDefinition, id: string): FlowNode => {
  const found = flow.nodes.find((node) => node.id === id);
  if (!found) throw new Error(`no node ${id} among ${flow.nodes.map((node) => node.id).join(", ")}`);
  return found;
};

/** Edges as `from>to`. */
export const edgesOf = (flow: FlowDefinition): readonly string[] => flow.edges.map((edge) => `${edge.from}>${edge.to}`);

/** Codes of errors, each once. */
export const errorsOf = (report: ImportReport): readonly string[] => [...new Set(report.issues.filter((one) => one.severity === "error").map((one) => one.code))];
