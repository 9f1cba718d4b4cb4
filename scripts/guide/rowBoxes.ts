import { box, icon, line, text, twoLines, widthOf, widthOfBoth } from "./svg.ts";
import type { Row, SeatRow, StateRow } from "./row.ts";

const indent = 18;
export const inset = 12;
const zh = 14;
const en = 11.5;
const note = { zh: 12, en: 11 } as const;
const heights = { visit: 28, group: 38, then: 16, state: 42 } as const;

/** Two lines where both languages would make the card too wide. */
const noteHeight = ({ zh: chinese, en: english }: SeatRow["notes"][number]): number => (isShort(chinese, english) ? 17 : 31);
const isShort = (chinese: string, english: string): boolean => widthOf(chinese, note.zh) + widthOf(english, note.en) + 8 <= 128;

export function heightOf(row: Row): number {
  return row.kind === "seat" ? 42 + row.notes.reduce((sum, one) => sum + noteHeight(one), 0) : heights[row.kind];
}

const pillOf = (person: string): number => Math.max(26, widthOf(person, 13) + 16);
const namesOf = (people: readonly string[]): number => people.reduce((sum, person) => sum + pillOf(person), 0) + 20 * (people.length - 1);

/** Where the states begin, the same for all rows of a card. */
export function stateColumn(rows: readonly Row[]): number {
  return inset + Math.max(0, ...rows.map((row) => (row.kind === "seat" ? row.depth * indent + namesOf(row.people) + 10 : 0)));
}

/** What a row needs from the left edge of its card. */
export function widthOfRow(row: Row, states: number): number {
  if (row.kind === "then") return 0;
  if (row.kind === "visit") return inset + widthOf(row.text.zh, 12.5) + 8 + widthOf(row.text.en, en);
  if (row.kind === "group") return inset + row.depth * indent + widthOfBoth(row.text, 12.5, 11);
  const notes = row.kind === "seat" ? row.notes.map((one) => (isShort(one.zh, one.en) ? widthOf(one.zh, note.zh) + 8 + widthOf(one.en, note.en) : widthOfBoth(one, note.zh, note.en))) : [];
  return (row.kind === "seat" ? states : inset) + 28 + Math.max(widthOfBoth(row.state, zh, en), ...notes);
}

/** Draws a row at the left edge `x` and top `y` of its place; `rule` is how long the line over a visit is. */
export function drawRow(row: Row, x: number, y: number, states: number, rule: number): string {
  const left = x + inset + row.depth * indent;
  if (row.kind === "visit") return visitRow(row.text, row.isStruck, x, y, rule);
  if (row.kind === "group") return twoLines(left, y + 17, row.text, { size: 12.5, fill: "text2", isBold: true, isStruck: row.isStruck }, 11);
  if (row.kind === "then") return line(`M${left + 13} ${y + 1}v11m-4 -4l4 4l4 -4`, "text3", 1.5);
  if (row.kind === "state") return stateMark(row, x + inset, y);
  return namePills(row, left, y + 7) + stateMark(row, x + states, y) + notesAt(row, x + states + 28, y + 51);
}

function visitRow(words: SeatRow["state"], isStruck: boolean, x: number, y: number, rule: number): string {
  const fill = isStruck ? "text3" : "text2";
  return (rule > 0 ? line(`M${x + 1} ${y + 4}h${rule - 2}`, "line", 1) : "") + text(x + inset, y + 22, words.zh, { size: 12.5, fill, isBold: true }) + text(x + inset + widthOf(words.zh, 12.5) + 8, y + 22, words.en, { size: en, fill });
}

/** Whose it has been is struck through; who has it now stands behind the arrow. */
function namePills({ people, isStruck }: SeatRow, x: number, y: number): string {
  let at = x;
  return people.map((person, i) => {
    const isPast = i < people.length - 1;
    const width = pillOf(person);
    const pill = box(at, y, width, 24, { fill: isPast ? "card" : "sunken", line: "border", radius: 12, isDashed: isPast || isStruck });
    const name = text(at + width / 2, y + 16.5, person, { size: 13, fill: isPast || isStruck ? "text3" : "text", isBold: true, isStruck: isPast || isStruck, anchor: "middle" });
    const arrow = isPast ? line(`M${at + width + 3} ${y + 12}h12m-4 -4l4 4l-4 4`, "text3", 1.5) : "";
    at += width + 20;
    return pill + name + arrow;
  }).join("");
}

function stateMark(row: SeatRow | StateRow, x: number, y: number): string {
  const { state, look } = row;
  const [isStruck, isWordStruck] = row.kind === "seat" ? [row.isStruck, row.isWordStruck] : [false, false];
  const fill = isStruck ? "text3" : look.tone;
  return box(x, y + 8, 22, 22, { fill: isStruck ? "sunken" : look.tint, line: fill, radius: 11 }) + icon(x + 4.5, y + 12.5, look.icon, 13, fill) + twoLines(x + 28, y + 18, state, { size: zh, fill, isBold: !isStruck, isStruck: isWordStruck }, en, 15);
}

function notesAt({ notes }: SeatRow, x: number, y: number): string {
  let at = y;
  return notes.map((one) => {
    const beside = isShort(one.zh, one.en);
    const drawn = text(x, at, one.zh, { size: note.zh, fill: "text2" }) + text(beside ? x + widthOf(one.zh, note.zh) + 8 : x, beside ? at : at + 14, one.en, { size: note.en, fill: "text3" });
    const sign = one.icon ? icon(x - 18, at - 10, one.icon, 13, "risk2Text") : "";
    at += noteHeight(one);
    return sign + drawn;
  }).join("");
}
