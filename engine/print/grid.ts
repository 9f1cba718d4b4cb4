import { isBlank, type Field } from "../forms/index.ts";
import type { PrintGrid, PrintGridCell } from "../model/print.ts";
import { answerOf, cellOf, isHidden, type Printing } from "./cells.ts";
import type { PrintedGrid, PrintPair } from "./document.ts";

interface Asked {
  readonly field: Field;
  readonly cell: PrintGridCell;
}

/** Cells whose field the form does not have are refused by `checkForm`; a print of an old revision leaves them out. */
function asked(on: Printing, block: PrintGrid): readonly Asked[] {
  return block.cells.flatMap((cell) => {
    const field = on.form.byXid.get(cell.field);
    if (!field) return [];
    const isEmpty = isBlank(answerOf(on, field)) && !isHidden(on, field) && field.kind !== "ticket-number";
    return cell.optional === true && isEmpty ? [] : [{ field, cell }];
  });
}

/** Pairs put into lines of `columns`; the last pair of a line takes what is left. */
function inLines(pairs: readonly PrintPair[], columns: number): readonly (readonly PrintPair[])[] {
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
  const pairs = asked(on, block).map(({ field, cell }): PrintPair => ({
    label: cell.label ? on.words.text(cell.label) : on.words.text(field.title), value: cellOf(on, field, answerOf(on, field)), span: cell.span ?? 1,
  }));
  if (pairs.length === 0) return undefined;
  return { kind: "grid", ...(block.title ? { title: on.words.text(block.title) } : {}), columns: block.columns, lines: inLines(pairs, block.columns) };
}

