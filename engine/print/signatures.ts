import type { PrintPhotos, PrintSignatures } from "../model/print.ts";
import { isObject } from "../model/json.ts";
import { answerOf, cellOf, isHidden, type Printing } from "./cells.ts";
import type { PrintedGrid, PrintedPhotos } from "./document.ts";
import { listOf, valueText } from "./valueText.ts";

/** Signature fields, one line each: the label, and a box for each who signed. */
export function printSignatures(on: Printing, block: PrintSignatures): PrintedGrid | undefined {
  const fields = block.fields.flatMap((xid) => on.form.byXid.get(xid) ?? []);
  if (fields.length === 0) return undefined;
  return {
    kind: "grid", columns: 1, ...(block.title ? { title: on.words.text(block.title) } : {}),
    lines: fields.map((field) => [{ label: on.words.text(field.title), value: cellOf(on, field, answerOf(on, field)), span: 1 }]),
  };
}

/** Photos with name, time and fingerprint. None: no block. */
export function printPhotos(on: Printing, block: PrintPhotos): PrintedPhotos | undefined {
  const fields = block.fields.flatMap((xid) => on.form.byXid.get(xid) ?? []).filter((field) => !isHidden(on, field));
  const items = fields.flatMap((field) => listOf(answerOf(on, field)).filter(isObject).flatMap((one) => {
    const { file } = one;
    return typeof file === "string" ? [{ file, caption: `${on.words.text(field.title)}  ${valueText(on, field, one)}` }] : [];
  }));
  if (items.length === 0) return undefined;
  return { kind: "photos", title: on.words.text(block.title ?? fields[0]?.title), items, empty: on.words.say("noRows") };
}
