import { isObject, type JsonObject, type JsonValue } from "@safeloop/engine";
import { type Element, manyOf, moddle, oneOf } from "./moddle.ts";

// JSON may write any character as an escape; these would need quoting in XML or are no XML characters at all.
const unsafe = /[<>&\u007f-\u009f\u2028\u2029\ufffe\uffff]/g;
// eslint-disable-next-line no-control-regex -- characters XML 1.0 cannot hold are what is being removed
const notXml = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** JSON that can stand in an XML document as it is. */
export function xmlJson(value: unknown): string {
  return JSON.stringify(value).replace(unsafe, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** A text as a name in the drawing: without the characters XML cannot hold. */
export function xmlText(text: string): string {
  return text.replace(notXml, "");
}

/** Two names that a modeller would show alike. */
export function sameName(a: string, b: string): boolean {
  const plain = (text: string): string => xmlText(text).replace(/\s+/g, " ").trim();
  return plain(a) === plain(b);
}

/** An element's extension holding these settings. */
export function settingsElement(settings: object): Element {
  const library = moddle();
  return library.create("bpmn:ExtensionElements", { values: [library.create("safeloop:Settings", { json: xmlJson(settings) })] });
}

/** JSON, or undefined where the text is none. */
export function parseJson(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}

/** The settings we once wrote on an element; "bad" when there are some that cannot be read. */
export function settingsOf(element: Element): JsonObject | "bad" | undefined {
  const extension = oneOf(element, "extensionElements");
  const found = extension && manyOf(extension, "values").find((one) => one.$type === "safeloop:Settings");
  if (!found) return undefined;
  const body = found.get("json");
  const value = typeof body === "string" ? parseJson(body) : undefined;
  return isObject(value) ? value : "bad";
}
