// @ts-expect-error -- the library's entry point ships without types; what is used of it is declared below
import { BpmnModdle } from "bpmn-moddle";
import { settingsPackage } from "./settingsPackage.ts";

/** An element of a BPMN file: a node of the library's tree. */
export interface Element {
  readonly $type: string; // "bpmn:UserTask"
  readonly $parent?: Element;
  readonly $descriptor: { readonly properties: readonly { readonly name: string; readonly isReference?: boolean; readonly isAttr?: boolean }[] };
  $instanceOf(type: string): boolean;
  get(name: string): unknown;
  set(name: string, value: unknown): void;
}

interface ParseResult {
  readonly rootElement: Element;
  readonly warnings: readonly { readonly message: string }[];
}

interface Library {
  fromXML(xml: string): Promise<ParseResult>;
  toXML(root: Element, options: { readonly format: boolean }): Promise<{ readonly xml: string }>;
  create(type: string, members: object): Element;
}

let made: Library | undefined;

/** The library with our extension namespace. Its type tables are read at the first use. */
export function moddle(): Library {
  made ??= new (BpmnModdle as new (packages: object) => Library)({ safeloop: settingsPackage });
  return made;
}

/** True when the value is an element of the tree. */
export function isElement(value: unknown): value is Element {
  return typeof value === "object" && value !== null && typeof (value as { $type?: unknown }).$type === "string";
}

/** A text attribute or body, trimmed; undefined when absent or empty. */
export function textOf(element: Element, name: string): string | undefined {
  const value = element.get(name);
  const text = typeof value === "string" ? value.trim() : "";
  return text === "" ? undefined : text;
}

/** One child or resolved reference. */
export function oneOf(element: Element, name: string): Element | undefined {
  const value = element.get(name);
  return isElement(value) ? value : undefined;
}

/** Children or resolved references. */
export function manyOf(element: Element, name: string): readonly Element[] {
  const value = element.get(name);
  return Array.isArray(value) ? value.filter(isElement) : [];
}

/** `bpmn:UserTask` as `userTask`. */
export function typeName(element: Element): string {
  const name = element.$type.replace(/^.*:/, "");
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/** What a drawing holds; diagrams and extensions draw or add, and declare nothing. */
export function childrenOf(parent: Element): readonly Element[] {
  return parent.$descriptor.properties.filter((one) => !one.isReference && !one.isAttr && one.name !== "diagrams" && one.name !== "extensionElements").flatMap((one) => {
    const value = parent.get(one.name);
    return (Array.isArray(value) ? value : [value]).filter(isElement);
  });
}
