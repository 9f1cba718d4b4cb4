import { isBlank, type Field } from "../forms/index.ts";
import type { PrintGrid, PrintGridCell } from "../model/print.ts";
import { answerOf, cellOf, isHidden, type Printing } from "./cells.ts";
import type { PrintCell, PrintedGrid, PrintPair } from "./document.ts";

interface Asked {
  readonly fields: readonly [Field, ...Field[]]; // those that stand in the cell
  readonly cell: PrintGridCell;
}

function isEmpty(on: Printing, field: Field): boolean {
  return isBlank(answerOf(on, field)) && !isHidden(on, field) && field.kind !== "ticket-number";
}

/** Cells whose field the form does not have are refused by `checkForm`; a print of an old revision leaves them out. */
function asked(on: Printing, block: PrintGrid): readonly Asked[] {
  return block.cells.flatMap((cell) => {
    const field = on.form.byXid.get(cell.field);
    if (!field) return [];
    const [first, ...others] = [field, ...(cell.also ?? []).flatMap((xid) => on.form.byXid.get(xid) ?? [])].filter((one) => !isEmpty(on, one));
    if (first === undefined) return cell.optional === true ? [] : [{ fields: [field], cell }];
    return [{ fields: [first, ...others], cell }];
  });
}

/** What the fields of a cell say; where none may be seen, that is said once. */
function joined(on: Printing, { fields, cell }: Asked): PrintCell {
  const [first] = fields;
  const isOne = fields.length === 1 && (cell.named !== true || isEmpty(on, first));
  if (isOne || fields.every((field) => isHidden(on, field))) return cellOf(on, first, answerOf(on, first));
  const cells = fields.map((field) => cellOf(on, field, answerOf(on, field)));
  const badge = cells.find((one) => one.badge !== undefined)?.badge;
  const signs = cells.flatMap((one) => one.signs ?? []);
  const said = cells.map((one, at) => (cell.named === true ? `${on.words.text(fields[at]?.title)}${on.words.say("colon")}${one.text}` : one.text));
  const text = said.filter((part) => part !== "").join(cell.named === true ? on.words.say("semicolon") : " ");
  return { text, ...(badge === undefined ? {} : { badge }), ...(signs.length === 0 ? {} : { signs }) };
}

/** Pairs put into lines of `columns`; the last pair of a line takes what is left. */
export function inLines(pairs: readonly PrintPair[], columns: number): readonly (readonly PrintPair[])[] {
  const lines: PrintPair[][] = [];
  let room = 0;
  for (const pair of pairs) {
    const line = lines.at(-1);
    const span = Math.min(pair.span, columns);
    if (line && span <= room) {
      line.push({ ...pair, span });
      room -= span;
      continue;
    }
    widen(line, room);
    lines.push([{ ...pair, span }]);
    room = columns - span;
  }
  widen(lines.at(-1), room);
  return lines;
}

function widen(line: PrintPair[] | undefined, room: number): void {
  const last = line?.pop();
  if (line && last) line.push({ ...last, span: last.span + room });
}

/** Labels and values, as a paper form has them. Nothing to say: no grid. */
export function printGrid(on: Printing, block: PrintGrid): PrintedGrid | undefined {
  const pairs = asked(on, block).map((one): PrintPair => ({
    label: on.words.text(one.cell.label ?? on.form.byXid.get(one.cell.field)?.title), value: joined(on, one), span: one.cell.span ?? 1,
  }));
  if (pairs.length === 0) return undefined;
  return { kind: "grid", ...(block.title ? { title: on.words.text(block.title) } : {}), columns: block.columns, lines: inLines(pairs, block.columns) };
}

