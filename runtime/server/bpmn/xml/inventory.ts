import { childrenOf, type Element, textOf, typeName } from "./moddle.ts";

/** One thing drawn or declared in a file, which the report must account for. */
export interface Listed {
  readonly element: Element;
  readonly id: string; // made up from the parent's where the file gives none
  readonly type: string;
  readonly name?: string;
  readonly process?: string; // id of the process it lies in
}

const listed = [
  "FlowElement", "Artifact", "Lane", "MessageFlow", "Participant", "EventDefinition", "LoopCharacteristics", "ResourceRole", "InputOutputSpecification",
  "DataAssociation", "Property", "DataInput", "DataOutput", "ConversationNode", "Documentation", "RootElement", "Relationship", "Import",
].map((type) => `bpmn:${type}`);

/** What only holds others. */
const containers = new Set(["bpmn:Process", "bpmn:Collaboration"]);

/** Everything in the file, in document order. */
export function inventoryOf(definitions: Element): readonly Listed[] {
  const found: Listed[] = [];
  const used = new Map<string, number>();
  visit(definitions, "definitions", undefined, found, used);
  return found;
}

function visit(parent: Element, parentId: string, process: string | undefined, found: Listed[], used: Map<string, number>): void {
  for (const element of childrenOf(parent)) {
    const type = typeName(element);
    const id = textOf(element, "id") ?? numbered(`${parentId}/${type}`, used);
    const inside = element.$type === "bpmn:Process" ? id : process;
    if (isListed(element)) found.push({ element, id, type, ...nameOf(element), ...(inside === undefined ? {} : { process: inside }) });
    visit(element, id, inside, found, used);
  }
}

function isListed(element: Element): boolean {
  return !containers.has(element.$type) && listed.some((type) => element.$instanceOf(type));
}

function nameOf(element: Element): { readonly name?: string } {
  const name = element.get("name");
  return typeof name === "string" && name.trim() !== "" ? { name: name.trim() } : {};
}

function numbered(id: string, used: Map<string, number>): string {
  const count = (used.get(id) ?? 0) + 1;
  used.set(id, count);
  return count === 1 ? id : `${id}-${count}`;
}
