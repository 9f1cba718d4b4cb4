import { heightOf } from "./lines.ts";
import { page, type Op, type SetPage } from "./ops.ts";
import { padX, type Band, type Box, type Row } from "./rows.ts";

function rowHeight(row: Row): number {
  return Math.max(row.minHeight, ...row.boxes.map((box) => heightOf(box.lines) + 2 * row.padY));
}

/** True when the first line of every box fits, and something that can be told apart is left of the page. */
function canSplit(row: Row, room: number): boolean {
  return room > 60 && row.boxes.every((box) => (box.lines[0]?.height ?? 0) + 2 * row.padY <= room);
}

/** As many lines of each box as fit, and the rest; at least one line of each goes, so that it ends. */
function split(row: Row, room: number): readonly [Row, Row] {
  const parts = row.boxes.map((box) => {
    let height = 2 * row.padY;
    let count = 0;
    while (count < box.lines.length && (count === 0 || height + (box.lines[count]?.height ?? 0) <= room)) {
      height += box.lines[count]?.height ?? 0;
      count += 1;
    }
    return [{ ...box, lines: box.lines.slice(0, count) }, { ...box, lines: box.lines.slice(count) }] as const;
  });
  const { padY } = row;
  return [{ boxes: parts.map(([first]) => first), minHeight: 0, padY }, { boxes: parts.map(([, rest]) => rest), minHeight: 0, padY }];
}

function drawBox(box: Box, x: number, y: number, height: number, padY: number): readonly Op[] {
  const left = x + box.x;
  let at = y + Math.max(padY, (height - heightOf(box.lines)) / 2);
  const said = box.lines.flatMap((line) => {
    const ops = line.draw(box.centred === true ? left + (box.w - line.width) / 2 : left + padX, at);
    at += line.height;
    return ops;
  });
  return [{ op: "rect", x: left, y, w: box.w, h: height, rule: 0.5, ...(box.fill === undefined ? {} : { fill: box.fill }) }, ...said];
}

/** Puts rows onto pages from top to bottom; a form is one frame a page. */
export class Flow {
  readonly pages: SetPage[] = [];
  #y = 0;
  #start = 0;

  /** `topOf`: where rows begin on a page, by its number from 0. */
  constructor(private readonly topOf: (page: number) => number) {
    this.#open();
  }

  /** All rows of a band; where it crosses a page its head is repeated. Every turn of the loop sets a line, or begins a page for one. */
  add(band: Band): void {
    const queue = [...band.rows];
    let continuation = 0;
    let isFresh = false; // the page was begun for this very row
    const renew = (): void => {
      this.#turn();
      continuation += 1;
      for (const row of band.head(continuation)) this.#put(row);
    };
    for (let row = queue.shift(); row; row = queue.shift()) {
      const isAlone = this.#room() >= this.#fullRoom() - 1;
      const height = rowHeight(row);
      const wanted = height + (row.withNext ? neededBy(queue) : 0);
      if (wanted <= this.#room() || (height <= this.#room() && (isAlone || isFresh))) {
        this.#put(row);
        isFresh = false;
      } else if (!isAlone && !isFresh && (row.withNext || height <= this.#fullRoom() * 0.6 || !canSplit(row, this.#room()))) {
        if (row.withNext) this.#turn();
        else renew();
        queue.unshift(row);
        isFresh = true;
      } else if (canSplit(row, this.#room())) {
        const [first, rest] = split(row, this.#room());
        this.#put(first);
        isFresh = rest.boxes.some((box) => box.lines.length > 0);
        if (isFresh) renew();
        if (isFresh) queue.unshift(rest);
      } else if (!isAlone) {
        this.#turn(); // the heads leave no room: this page goes without them
        queue.unshift(row);
        isFresh = true;
      } else this.#put(row);
    }
  }

  /** Closes the frame of the last page. */
  end(): readonly SetPage[] {
    this.#frame();
    return this.pages;
  }

  #open(): void {
    this.pages.push({ ops: [] });
    this.#start = this.topOf(this.pages.length - 1);
    this.#y = this.#start;
  }

  #turn(): void {
    this.#frame();
    this.#open();
  }

  #frame(): void {
    if (this.#y > this.#start) this.pages.at(-1)?.ops.push({ op: "rect", x: page.left, y: this.#start, w: page.width - page.left - page.right, h: this.#y - this.#start, rule: 1 });
  }

  #room(): number {
    return page.height - page.bottom - this.#y;
  }

  #fullRoom(): number {
    return page.height - page.bottom - this.topOf(1);
  }

  #put(row: Row): void {
    const height = rowHeight(row);
    for (const box of row.boxes) this.pages.at(-1)?.ops.push(...drawBox(box, page.left, this.#y, height, row.padY));
    this.#y += height;
  }
}

/** Room a title needs below itself: heads that follow and the first row, as far as a page can give it. */
function neededBy(queue: readonly Row[]): number {
  let sum = 0;
  for (const row of queue) {
    sum += Math.min(rowHeight(row), 120);
    if (!row.withNext) break;
  }
  return sum;
}
