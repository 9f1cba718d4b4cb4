import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { canonicalJson, type FlowDefinition } from "@safeloop/engine";
import { exportBpmn } from "../../runtime/server/bpmn/exportBpmn.ts";
import { importBpmn, type ImportReport } from "../../runtime/server/bpmn/importBpmn.ts";
import { filesBelow } from "./files.ts";
import type { Suite } from "./suite.ts";

/** Nodes, lines, and all else a file may draw; read off the text, so that our reader is judged by another one. */
const flowNodes = new Set([
  "startEvent", "endEvent", "intermediateCatchEvent", "intermediateThrowEvent", "boundaryEvent", "task", "userTask", "manualTask", "serviceTask", "scriptTask", "businessRuleTask", "sendTask", "receiveTask",
  "callActivity", "subProcess", "adHocSubProcess", "transaction", "exclusiveGateway", "parallelGateway", "inclusiveGateway", "complexGateway", "eventBasedGateway",
]);
const others = new Set([
  "lane", "dataObject", "dataObjectReference", "dataStore", "dataStoreReference", "textAnnotation", "association", "group", "messageFlow", "participant", "message", "signal", "error", "escalation", "category", "globalTask", "globalUserTask",
  "messageEventDefinition", "timerEventDefinition", "signalEventDefinition", "errorEventDefinition", "escalationEventDefinition", "conditionalEventDefinition", "linkEventDefinition", "terminateEventDefinition", "cancelEventDefinition", "compensateEventDefinition",
]);

interface Drawn {
  readonly type: string;
  readonly id?: string;
}

const model = "http://www.omg.org/spec/BPMN/20100524/MODEL";

/** Tags of the BPMN model namespace, in order. */
function drawnIn(xml: string): readonly Drawn[] {
  const prefixes = new Set([...xml.matchAll(/xmlns(?::([\w-]+))?="([^"]+)"/g)].filter((one) => one[2] === model).map((one) => one[1] ?? ""));
  return [...xml.replace(/<!--[\s\S]*?-->/g, "").matchAll(/<(?:([\w-]+):)?(\w+)((?:\s+[\w:.-]+="[^"]*")*)\s*\/?>/g)].flatMap(([, prefix = "", type = "", attributes = ""]) => {
    if (!prefixes.has(prefix)) return [];
    const id = /\sid="([^"]*)"/.exec(attributes)?.[1];
    return [{ type, ...(id === undefined ? {} : { id }) }];
  });
}

/** What the report leaves out, and of nodes without an id how many are missing. */
function unaccounted(xml: string, report: ImportReport): readonly string[] {
  const told = [...report.mapped, ...report.notMapped];
  const ids = new Set(told.map((one) => one.element));
  const wanted = drawnIn(xml).filter((one) => flowNodes.has(one.type) || others.has(one.type) || one.type === "sequenceFlow");
  const lost = wanted.filter((one) => one.id !== undefined && !ids.has(one.id)).map((one) => `${one.type} ${one.id ?? ""}`);
  const counted = (type: string): number => new Set(told.filter((one) => one.type === type).map((one) => one.element)).size;
  const few = [...new Set(wanted.map((one) => one.type))].filter((type) => counted(type) < wanted.filter((one) => one.type === type).length);
  return [...lost, ...few.map((type) => `too few ${type}`)];
}

function decoded(bytes: Buffer): string {
  const encoding = /^<\?xml[^>]*encoding="([\w-]+)"/.exec(bytes.subarray(0, 200).toString("latin1"))?.[1] ?? "utf-8";
  return new TextDecoder(encoding).decode(bytes);
}

async function roundTrip(flow: FlowDefinition): Promise<string | undefined> {
  const back = await importBpmn(await exportBpmn(flow));
  if (!back.flow) return `its export is refused: ${JSON.stringify(back.issues)}`;
  return canonicalJson(back.flow) === canonicalJson(flow) ? undefined : "export and import give another flow";
}

interface Tally {
  files: number;
  nodes: number;
  nodesMapped: number;
  lines: number;
  linesMapped: number;
}

const emptyTally = (): Tally => ({ files: 0, nodes: 0, nodesMapped: 0, lines: 0, linesMapped: 0 });

function add(tally: Tally, xml: string, mapped: ReadonlySet<string>): void {
  const drawn = drawnIn(xml);
  const nodes = drawn.filter((one) => flowNodes.has(one.type));
  const lines = drawn.filter((one) => one.type === "sequenceFlow");
  const count = (some: readonly Drawn[]): number => some.filter((one) => mapped.has(one.id ?? "")).length;
  tally.files += 1;
  tally.nodes += nodes.length;
  tally.nodesMapped += count(nodes);
  tally.lines += lines.length;
  tally.linesMapped += count(lines);
}

const shown = (name: string, tally: Tally): string => `${name}: ${tally.files} files, flow nodes mapped ${tally.nodesMapped}/${tally.nodes} (${((100 * tally.nodesMapped) / tally.nodes).toFixed(1)} %), sequence flows ${tally.linesMapped}/${tally.lines}`;

const isReferenceA = (file: string): boolean => /(^|[\\/])Reference[\\/]A\./.test(file);

/**
 * The interchange models, the references and as other tools wrote them: each
 * must be read, its every element accounted for, and its every process come
 * back the same through our own export. A process of a file is read at a time;
 * an element counts as mapped when it is in one of them.
 */
export const bpmnMiwg: Suite = {
  name: "bpmn-miwg",
  async run(folder) {
    const failures: string[] = [];
    const tallies = new Map<string, Tally>();
    const [referenceA, all] = [emptyTally(), emptyTally()];
    let passed = 0;
    for (const file of filesBelow(folder, ".bpmn")) {
      const xml = decoded(readFileSync(join(folder, file)));
      const { mapped, reasons } = await judge(xml);
      if (reasons.length === 0) passed += 1;
      else failures.push(`${file}: ${reasons.join("; ")}`);
      const tool = tallies.get(dirname(file)) ?? emptyTally();
      tallies.set(dirname(file), tool);
      for (const tally of [tool, all, ...(isReferenceA(file) ? [referenceA] : [])]) add(tally, xml, mapped);
    }
    if (referenceA.linesMapped < referenceA.lines) failures.push("a sequence flow of a reference model A.* is not mapped");
    if (referenceA.nodesMapped < 0.95 * referenceA.nodes) failures.push("less than 95 % of the flow nodes of the reference models A.* are mapped");
    return { passed, failures, figures: [...tallies].map(([name, tally]) => shown(name, tally)).concat(shown("all", all), shown("Reference A.*", referenceA)) };
  },
};

async function judge(xml: string): Promise<{ readonly mapped: ReadonlySet<string>; readonly reasons: readonly string[] }> {
  const mapped = new Set<string>();
  const reasons: string[] = [];
  const { processes, flow, issues } = await importBpmn(xml);
  if (!flow) return { mapped, reasons: [`refused: ${JSON.stringify(issues)}`] };
  for (const process of processes) {
    const report = await importBpmn(xml, { process });
    for (const one of report.mapped) mapped.add(one.element);
    const lost = unaccounted(xml, report);
    if (lost.length > 0) reasons.push(`${process} leaves out ${lost.join(", ")}`);
    if (report.issues.some((one) => one.code === "FLOW_INVALID")) reasons.push(`${process} is no draft that can be saved`);
    const wrong = report.flow ? await roundTrip(report.flow) : "refused";
    if (wrong !== undefined) reasons.push(`${process}: ${wrong}`);
  }
  return { mapped, reasons };
}
