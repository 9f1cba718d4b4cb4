import { formOf } from "../forms/index.ts";
import type { FormDefinition } from "../model/form.ts";
import type { PrintBlock, PrintCopy, PrintLayout } from "../model/print.ts";
import type { Locale } from "../model/text.ts";
import { printApprovals, printEvents } from "./approvals.ts";
import type { Printing } from "./cells.ts";
import { defaultLayout } from "./defaultLayout.ts";
import type { PrintDocument, PrintedBlock } from "./document.ts";
import type { PrintFacts } from "./facts.ts";
import { printGrid } from "./grid.ts";
import { printPhotos, printSignatures } from "./signatures.ts";
import { printChecklist, printTable } from "./tables.ts";
import { timeText } from "./times.ts";
import { wordsIn } from "./words.ts";

type Printer = { readonly [K in PrintBlock["kind"]]: (on: Printing, block: Extract<PrintBlock, { readonly kind: K }>) => PrintedBlock | undefined };

const printers: Printer = {
  grid: printGrid, table: printTable, checklist: printChecklist, approvals: printApprovals, events: printEvents, signatures: printSignatures, photos: printPhotos,
  note: (on, block) => ({ kind: "note", ...(block.title ? { title: on.words.text(block.title) } : {}), text: on.words.text(block.text) }),
};

function printBlock(on: Printing, block: PrintBlock): PrintedBlock | undefined {
  return (printers[block.kind] as (on: Printing, block: PrintBlock) => PrintedBlock | undefined)(on, block);
}

/** The layout a form is printed by: its own, else one made of its sections. */
export function printLayout(form: FormDefinition): PrintLayout {
  return form.print ?? defaultLayout(formOf(form));
}

/** The views of a form; none: the whole record only. */
export function printCopies(form: FormDefinition): readonly PrintCopy[] {
  return form.print?.copies ?? [];
}

function blocksOf(layout: PrintLayout, copy: PrintCopy | undefined): readonly PrintBlock[] {
  const ids = copy?.blocks;
  return ids === undefined ? layout.blocks : layout.blocks.filter((block) => block.id !== undefined && ids.includes(block.id));
}

function markOf({ words, facts }: Printing): string | undefined {
  if (facts.mark === undefined) return undefined;
  return typeof facts.mark === "string" ? words.say(facts.mark) : words.text(facts.mark);
}

/**
 * A form with everything known of it at one instant as a document ready to be
 * set: `form` is the revision the submission is pinned to, `copy` the id of one
 * of its views (an unknown one is refused by the caller).
 */
export function printModel(form: FormDefinition, facts: PrintFacts, locale: Locale, copy?: string): PrintDocument {
  const words = wordsIn(locale);
  const layout = printLayout(form);
  const on: Printing = { words, facts, form: formOf(form), dense: layout.dense === true };
  const view = layout.copies?.find((one) => one.id === copy);
  const mark = markOf(on);
  return {
    title: words.text(layout.title ?? form.title),
    ...(view ? { copy: words.say("copy", { copy: words.text(view.title) }) } : {}),
    number: facts.number,
    facts: [facts.number === "" ? "" : words.say("number", { number: facts.number }), words.say("state", { state: words.text(facts.state) })].filter((part) => part !== ""),
    ...(mark === undefined ? {} : { mark }),
    ...(on.dense ? { dense: true as const } : {}),
    blocks: blocksOf(layout, view).flatMap((block) => printBlock(on, block) ?? []),
    verify: { url: facts.verifyUrl, hash: facts.hash, label: words.say("scan") },
    footer: [words.say("template", { revision: form.revision }), words.say("printed", { at: timeText(facts.now, facts.zone) }), words.say("record")],
    words: { page: words.say("page"), continued: words.say("continued"), tableContinued: words.say("tableContinued"), noImage: words.say("noImage") },
  };
}
