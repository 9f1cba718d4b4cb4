import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { packsFromFiles, printedFlow, printMarkOf, printModel, type HistoryEntry, type JsonValue, type Locale, type Pack, type PackFile, type PrintDocument, type PrintFacts } from "@safeloop/engine";
import { playRecord, type PlayedRecord } from "../../../engine/testing/index.ts";
import { inkPng } from "./ink.testkit.ts";
import type { Pictures } from "./set/paint.ts";

const templates = fileURLToPath(new URL("../../../templates", import.meta.url));

/** The shipped tickets of GB 30871 annex A, and the case of each that goes from application to acceptance. */
export const tickets = {
  "permit-hot-work": "hw-life-level1", "permit-confined-space": "cs-tools", "permit-blind-plate": "bl-life", "permit-work-at-height": "wh-life",
  "permit-lifting": "lf-life", "permit-temporary-power": "tp-life", "permit-excavation": "ex-life", "permit-road-breaking": "rb-life",
} as const;

function filesOf(folder: string): readonly PackFile[] {
  const paths = readdirSync(join(templates, folder), { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".json"));
  return paths.map((path) => ({ path: path.replaceAll("\\", "/"), text: readFileSync(join(templates, folder, path), "utf8") }));
}

let read: readonly Pack[] | undefined;

/** The pack of permits, and those it requires. */
function packs(): readonly [Pack, ...Pack[]] {
  read ??= packsFromFiles(["safeloop-permits", "safeloop-base", "safeloop-warnings"].map(filesOf)).map(({ pack }) => pack);
  const [permits, ...others] = read;
  if (!permits) throw new Error("the pack of permits cannot be read");
  return [permits, ...others];
}

/** Everybody signed by hand, as on the site: cases say only that they did. */
const byHand = (entry: HistoryEntry): HistoryEntry => (entry.signature ? { ...entry, signature: { ...entry.signature, file: `ink-${entry.by ?? ""}` } } : entry);
const signed = (value: JsonValue | undefined): JsonValue => (Array.isArray(value) ? (value as readonly JsonValue[]).map((one) => ({ ...(one as object), file: `ink-${String((one as { by?: string }).by)}` })) : null);

/** A ticket at the end of its case, as the server knows it, read by somebody who may see all of it. */
function ticketFacts({ flow, instance, history, answers, directory, now, state }: PlayedRecord): PrintFacts {
  const mark = printMarkOf(flow, instance);
  return {
    number: instance.number, state: flow.life?.states.find(({ id }) => id === state)?.title ?? { zh: state, en: state }, ...(mark === undefined ? {} : { mark }),
    answers: { ...answers, briefed: signed(answers["briefed"]) }, hidden: new Set(), ...printedFlow(flow, instance, history.map(byHand)), zone: "Asia/Shanghai", now,
    nameOf: (noun, id) => (noun === "person" ? directory.person(id)?.name : noun === "orgUnit" ? directory.orgUnit(id)?.title : undefined),
    hash: "0123456789abcdef".repeat(4), verifyUrl: `https://safeloop.example/verify/${"Ab3_".repeat(24)}`,
  };
}

const played = new Map<string, PlayedRecord>();

function recordOf(form: keyof typeof tickets): PlayedRecord {
  const [permits, ...others] = packs();
  const record = played.get(form) ?? playRecord(permits, tickets[form], others);
  played.set(form, record);
  return record;
}

/** A shipped ticket, ready to be set. */
export function ticketDocument(form: keyof typeof tickets, locale: Locale = "zh-CN"): PrintDocument {
  const record = recordOf(form);
  return printModel(record.form, ticketFacts(record), locale);
}

/** Strokes for everybody who signed on it. */
export function inkOf(document: PrintDocument): Pictures {
  const files = document.blocks.flatMap((block) => (block.kind === "grid" ? block.lines.flat().flatMap(({ value }) => (value.signs ?? []).flatMap(({ file }) => file ?? [])) : []));
  return new Map([...new Set(files)].sort().map((file, seed) => [file, { bytes: inkPng(seed) }]));
}
