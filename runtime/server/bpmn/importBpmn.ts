import { type BpmnMapped, type BpmnNotMapped, checkFlow, type FlowDefinition, type I18nText, issue, type Issue, warning } from "@safeloop/engine";
import { guardJson } from "../definitions/guardJson.ts";
import type { Drawing, Named } from "./read/drawing.ts";
import { flowOf, ownHead, unsetForm } from "./read/flowOf.ts";
import { hasMeetingEnds, makeExplicit } from "./read/implicit.ts";
import { both } from "./read/kinds/elementKind.ts";
import { readLanes } from "./read/lanes.ts";
import { pairJoins } from "./read/pairJoins.ts";
import { ProcessReader } from "./read/readProcess.ts";
import { reasonOf } from "./read/reasons.ts";
import { foreignNamespaces } from "./xml/foreign.ts";
import { guardXml } from "./xml/guardXml.ts";
import { inventoryOf, type Listed } from "./xml/inventory.ts";
import { type Element, manyOf, moddle, oneOf, textOf } from "./xml/moddle.ts";
import { settingsOf } from "./xml/settings.ts";

export interface ImportOptions {
  /** Id of the process to read; default the one with most flow nodes. */
  readonly process?: string;
  /** How the proposal is judged; default `checkFlow` without a form. */
  readonly check?: (flow: FlowDefinition) => readonly Issue[];
}

/** What a file became. Without `flow` it was refused, and `issues` say why. */
export interface ImportReport {
  readonly flow?: FlowDefinition;
  readonly process?: string;
  readonly processes: readonly string[];
  readonly mapped: readonly BpmnMapped[];
  readonly notMapped: readonly BpmnNotMapped[];
  readonly issues: readonly Issue[];
}

/** The XML declaration names an encoding, which no longer holds: what we get is text. */
const declaration = /^\uFEFF?\s*<\?xml[^>]*\?>/;

/**
 * Reads a BPMN 2.0 file (text) as a flow. Every element of the file stands in
 * `mapped` or in `notMapped`. A drawing our engine cannot run is read all the
 * same: the flow is then a draft, and `issues` say what must be redrawn. Never
 * rejects; takes any value.
 */
export async function importBpmn(xml: string, options: ImportOptions = {}): Promise<ImportReport> {
  const guard = guardXml(xml);
  if (guard.length > 0) return refused(guard);
  try {
    const { rootElement, warnings } = await moddle().fromXML(xml.replace(declaration, ""));
    const said = warnings.map((one) => warning("BPMN_UNREADABLE_PART", "/xml", { message: firstLines(one.message) }));
    return readFile(rootElement, said, options);
  } catch (fault) {
    return refused([issue("BPMN_XML", "/xml", { message: firstLines(fault instanceof Error ? fault.message : String(fault)) })]);
  }
}

function refused(issues: readonly Issue[], processes: readonly string[] = []): ImportReport {
  return { processes, mapped: [], notMapped: [], issues };
}

/** The library's messages go over several lines; the place and the cause are kept. */
function firstLines(message: string): string {
  return message.replace(/\s+/g, " ").slice(0, 300);
}

function readFile(root: Element, said: readonly Issue[], options: ImportOptions): ImportReport {
  const inventory = inventoryOf(root);
  const processes = manyOf(root, "rootElements").filter((one) => one.$type === "bpmn:Process");
  const ids = processes.map((one) => textOf(one, "id") ?? "");
  const chosen = options.process === undefined ? largest(processes, inventory) : processes.find((one) => textOf(one, "id") === options.process);
  if (!chosen) return refused([...said, options.process === undefined ? issue("BPMN_NO_PROCESS", "/xml") : issue("BPMN_PROCESS_UNKNOWN", "/process", { process: options.process, processes: ids })], ids);
  const read = new ProcessFile(root, chosen, inventory, options.check ?? ((flow) => checkFlow(flow)));
  return read.report(ids, said);
}

/** The process with most flow nodes; the first of equals. */
function largest(processes: readonly Element[], inventory: readonly Listed[]): Element | undefined {
  const size = (process: Element): number => inventory.filter((one) => one.process === textOf(process, "id") && one.element.$instanceOf("bpmn:FlowNode")).length;
  const sizes = processes.map(size);
  return processes[sizes.indexOf(Math.max(...sizes))];
}

interface Read {
  readonly drawing: Drawing;
  readonly flow: FlowDefinition;
  readonly issues: readonly Issue[];
}

class ProcessFile {
  private readonly names: ReadonlyMap<Element, Named>;

  constructor(private readonly root: Element, private readonly process: Element, private readonly inventory: readonly Listed[], private readonly check: (flow: FlowDefinition) => readonly Issue[]) {
    this.names = new Map(inventory.map((one) => [one.element, { element: one.id, type: one.type, ...(one.name === undefined ? {} : { name: one.name }) }]));
  }

  report(processes: readonly string[], said: readonly Issue[]): ImportReport {
    const { drawing, flow, issues } = this.read();
    const hostile = guardJson(flow);
    if (hostile.length > 0) return refused([...said, ...hostile], processes);
    const notMapped = this.notMapped(drawing);
    return { flow, process: textOf(this.process, "id") ?? "", processes, mapped: drawing.mapped, notMapped, issues: [...said, ...drawing.issues, ...this.hints(flow, drawing), ...issues] };
  }

  /** Lines that meet at an end are joined; where that does not nest, but an end for each does, those are taken. */
  private read(): Read {
    const joined = this.readWith("join");
    if (!joined.meets || !unshapely(joined)) return joined;
    const copied = this.readWith("copy");
    return unshapely(copied) ? joined : copied;
  }

  private readWith(ends: "join" | "copy"): Read & { readonly meets: boolean } {
    const reader = new ProcessReader(this.process, (element) => this.names.get(element) ?? { element: "", type: "" });
    const { drawing } = reader;
    readLanes(this.process, reader);
    const meets = hasMeetingEnds(drawing);
    makeExplicit(drawing, ends);
    pairJoins(drawing);
    const flow = flowOf(this.process, drawing, this.title());
    return { drawing, flow, meets, issues: guardJson(flow).length > 0 ? [] : this.check(flow) };
  }

  private title(): I18nText {
    const pool = this.inventory.find((one) => one.type === "participant" && oneOf(one.element, "processRef") === this.process);
    const name = pool?.name ?? textOf(this.root, "name") ?? textOf(this.process, "id") ?? "BPMN";
    return both(name, name);
  }

  private notMapped(drawing: Drawing): BpmnNotMapped[] {
    const stand = new Set(drawing.mapped.map((one) => one.element));
    const chosen = textOf(this.process, "id") ?? "";
    return this.inventory.filter((one) => !stand.has(one.id)).map((one) => {
      const reason = drawing.reasons.get(one.element) ?? reasonOf(one.element, one.process, chosen);
      return { element: one.id, type: one.type, ...(one.name === undefined ? {} : { name: one.name }), reasonZh: reason.zh, reasonEn: reason.en };
    });
  }

  private hints(flow: FlowDefinition, drawing: Drawing): readonly Issue[] {
    const unset = drawing.mapped.filter((one) => one.needsSetting).map((one) => one.element);
    const foreign = foreignNamespaces(this.root);
    const bad = settingsOf(this.process) !== undefined && !ownHead(this.process);
    return [
      ...(bad ? [warning("BPMN_SETTINGS_IGNORED", "/xml", { element: textOf(this.process, "id") ?? "" })] : []),
      ...(foreign.length > 0 ? [warning("BPMN_FOREIGN_SETTINGS", "/xml", { namespaces: foreign })] : []),
      ...(unset.length > 0 ? [warning("BPMN_NEEDS_SETTING", "/nodes", { elements: unset })] : []),
      ...(flow.form.id === unsetForm ? [warning("BPMN_FORM_UNSET", "/form/id", { form: unsetForm })] : []),
    ];
  }
}

function unshapely({ issues }: Read): boolean {
  return issues.some((one) => one.code === "FLOW_SHAPE" || one.code === "FLOW_JOIN");
}
