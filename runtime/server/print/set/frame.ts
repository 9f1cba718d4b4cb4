import type { PrintDocument } from "@safeloop/engine";
import { type Style, textLines } from "./lines.ts";
import type { Faces } from "./faces.ts";
import { mm, page, type Op, type SetPage } from "./ops.ts";

const width = page.width - page.left - page.right;
const code = 21 * mm;

function centred(faces: Faces, text: string, y: number, size: number, bold: boolean): Op {
  const said = faces.drawable(text);
  return { op: "text", x: page.left + (width - faces.width(said, size, bold)) / 2, y, text: said, size, ...(bold ? { bold: true as const } : {}) };
}

function right(faces: Faces, text: string, x: number, y: number, size: number, grey = 0): Op {
  const said = faces.drawable(text);
  return { op: "text", x: x - faces.width(said, size, false), y, text: said, size, ...(grey === 0 ? {} : { grey }) };
}

/** `a1b2 c3d4`: four digits at a time are read without a slip. */
const grouped = (hash: string, digits: number): string => (hash.slice(0, digits).match(/.{1,4}/g) ?? []).join(" ");

/** Upper edge of the rows on a page. */
export function topOf(pageNo: number): number {
  return pageNo === 0 ? page.top + code + 6 : page.top + 22;
}

/** Title, copy, facts, and the code with the first digits of the fingerprint. */
function firstHead(faces: Faces, doc: PrintDocument): readonly Op[] {
  const edge = page.width - page.right;
  const beside = edge - code - 6;
  const room = width - 2 * (code + 60);
  const lines = textLines({ faces, size: 16, noImage: "" } satisfies Style, doc.title, room, { bold: true });
  const size = lines.length > 1 ? 13 : 16;
  const title = textLines({ faces, size, noImage: "" } satisfies Style, doc.title, room, { bold: true });
  let y = page.top + (title.length > 1 ? 2 : 8);
  const titles = title.flatMap((line) => { const ops = line.draw(page.left + (width - line.width) / 2, y); y += line.height; return ops; });
  const small = { size: 9 };
  return [
    ...titles,
    ...(doc.copy === undefined ? [] : [centred(faces, doc.copy, y + 11, 9.5, false)]),
    ...doc.facts.map((fact, at): Op => ({ op: "text", x: page.left, y: page.top + code - 3 - (doc.facts.length - 1 - at) * 13, text: faces.drawable(fact), ...small })),
    { op: "qr", x: edge - code, y: page.top, size: code, url: doc.verify.url },
    right(faces, doc.verify.label, beside, page.top + code - 16, 7.5),
    right(faces, grouped(doc.verify.hash, 8), beside, page.top + code - 4, 9),
  ];
}

/** Of a further page: which form, which number, and that it is a continuation. */
function laterHead(faces: Faces, doc: PrintDocument, n: number): readonly Op[] {
  const y = page.top + 12;
  return [
    { op: "text", x: page.left, y, text: faces.drawable(`${doc.title}${doc.copy === undefined ? "" : ` ${doc.copy}`}`), size: 10, bold: true },
    right(faces, [...doc.facts.slice(0, 1), doc.words.continued.replace("{n}", String(n))].join("  ·  "), page.width - page.right, y, 9),
  ];
}

function foot(faces: Faces, doc: PrintDocument, n: number, all: number): readonly Op[] {
  const y = page.height - page.bottom + 18;
  const said = [...doc.footer, grouped(doc.verify.hash, 16)].join("  ·  ");
  return [
    { op: "text", x: page.left, y, text: faces.drawable(said), size: 7.5, grey: 0.3 },
    right(faces, doc.words.page.replace("{n}", String(n)).replace("{m}", String(all)), page.width - page.right, y, 7.5, 0.3),
  ];
}

/** Head, foot and mark of every page, once their number is known. */
export function framePages(faces: Faces, doc: PrintDocument, pages: readonly SetPage[]): void {
  pages.forEach((one, at) => {
    one.ops.push(...(at === 0 ? firstHead(faces, doc) : laterHead(faces, doc, at)), ...foot(faces, doc, at + 1, pages.length));
    if (doc.mark !== undefined) one.ops.push({ op: "mark", text: doc.mark });
  });
}
