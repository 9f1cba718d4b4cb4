import { Buffer } from "node:buffer";
import { issue, type Issue } from "@safeloop/engine";

/** What a BPMN file may hold: 2 MB, 5,000 elements, 100 levels. */
export const bpmnLimits = { bytes: 2 * 1_048_576, elements: 5_000, depth: 100 } as const;

const at = "/xml";
const declarations = /<!\s*(?:DOCTYPE|ENTITY|ELEMENT|ATTLIST|NOTATION)/i;

/** Stretches in which `<` begins no tag. */
const opaque = [["<!--", "-->"], ["<![CDATA[", "]]>"], ["<?", "?>"]] as const;

interface Tally {
  elements: number;
  depth: number;
  deepest: number;
}

/**
 * Refuses what no parser should see: a DOCTYPE or entities (also inside
 * comments: no drawing needs the word), a file too large, too many elements,
 * too deep. Linear in the length of the text, and builds nothing.
 */
export function guardXml(xml: unknown): Issue[] {
  if (typeof xml !== "string") return [issue("BPMN_XML", at, { message: "no text" })];
  const size = Buffer.byteLength(xml, "utf8");
  if (size > bpmnLimits.bytes) return [issue("BPMN_TOO_LARGE", at, { size, max: bpmnLimits.bytes })];
  if (declarations.test(xml)) return [issue("BPMN_DOCTYPE", at)];
  const tally = tallyOf(xml);
  if (!tally) return [issue("BPMN_XML", at, { message: "a tag or comment is not closed" })];
  if (tally.elements > bpmnLimits.elements) return [issue("BPMN_TOO_MANY_ELEMENTS", at, { count: tally.elements, max: bpmnLimits.elements })];
  if (tally.deepest > bpmnLimits.depth) return [issue("BPMN_TOO_DEEP", at, { depth: tally.deepest, max: bpmnLimits.depth })];
  return [];
}

function tallyOf(xml: string): Tally | undefined {
  const tally: Tally = { elements: 0, depth: 0, deepest: 0 };
  for (let from = xml.indexOf("<"); from >= 0; ) {
    const skipped = opaque.find(([open]) => xml.startsWith(open, from));
    const end = skipped ? closeOf(xml, skipped[1], from + skipped[0].length) : endOfTag(xml, from + 1);
    if (end < 0) return undefined;
    if (!skipped) count(tally, xml, from, end);
    from = xml.indexOf("<", end);
  }
  return tally;
}

function closeOf(xml: string, close: string, from: number): number {
  const found = xml.indexOf(close, from);
  return found < 0 ? -1 : found + close.length;
}

/** The position behind the `>` of a tag; one inside quotes does not count. */
function endOfTag(xml: string, from: number): number {
  let quote = "";
  for (let i = from; i < xml.length; i += 1) {
    const char = xml.charAt(i);
    if (quote !== "") quote = char === quote ? "" : quote;
    else if (char === '"' || char === "'") quote = char;
    else if (char === ">") return i + 1;
  }
  return -1;
}

function count(tally: Tally, xml: string, from: number, end: number): void {
  if (xml.charAt(from + 1) === "/") {
    tally.depth -= 1;
    return;
  }
  tally.elements += 1;
  tally.deepest = Math.max(tally.deepest, tally.depth + 1);
  if (xml.charAt(end - 2) !== "/") tally.depth += 1;
}
