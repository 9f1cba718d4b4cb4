import PDFDocument from "pdfkit";
import { encode } from "uqr";
import type { Faces, Face } from "./faces.ts";
import { page, type Op, type SetPage } from "./ops.ts";

/** A picture as it is stored. */
export interface Picture {
  readonly bytes: Uint8Array;
}

export type Pictures = ReadonlyMap<string, Picture>;

export interface Paper {
  readonly title: string;
  readonly at: number; // epoch ms; the same paper twice is the same bytes
  readonly language: string; // BCP 47
}

type Pdf = InstanceType<typeof PDFDocument>;

const grey = (part: number): string => { const level = Math.round(part * 255).toString(16).padStart(2, "0"); return `#${level}${level}${level}`; };

/** Paints set pages into one PDF, with the fonts in it as subsets. */
export class Painter {
  readonly #pdf: Pdf;
  readonly #known = new Set<string>();

  constructor(private readonly faces: Faces, private readonly pictures: Pictures, paper: Paper) {
    const date = new Date(paper.at);
    this.#pdf = new PDFDocument({ size: "A4", margin: 0, autoFirstPage: false, lang: paper.language, displayTitle: true, info: { Title: paper.title, Creator: "Safeloop", Producer: "Safeloop", CreationDate: date, ModDate: date } });
  }

  paint(pages: readonly SetPage[]): Promise<Uint8Array> {
    const parts: Uint8Array[] = [];
    const done = new Promise<Uint8Array>((resolve, reject) => {
      this.#pdf.on("data", (part: Uint8Array) => parts.push(part));
      this.#pdf.on("end", () => resolve(Buffer.concat(parts)));
      this.#pdf.on("error", reject);
    });
    for (const one of pages) {
      this.#pdf.addPage({ size: "A4", margin: 0 });
      for (const op of one.ops) this.#draw(op);
    }
    this.#pdf.end();
    return done;
  }

  #draw(op: Op): void {
    switch (op.op) {
      case "text": return this.#text(op.text, op.x, op.y, op.size, op.bold === true, op.grey ?? 0);
      case "rect": return this.#rect(op);
      case "tick": return this.#tick(op);
      case "image": return this.#image(op);
      case "qr": return this.#code(op);
      case "mark": return this.#mark(op.text);
    }
  }

  #text(text: string, x: number, y: number, size: number, bold: boolean, level: number): void {
    let at = x;
    for (const run of this.faces.runs(text, bold)) {
      this.#pdf.font(this.#fontOf(run.face)).fontSize(size).fillColor(grey(level)).text(run.text, at, y, { lineBreak: false, baseline: "alphabetic" });
      at += this.faces.width(run.text, size, bold);
    }
  }

  #fontOf(face: Face): string {
    if (!this.#known.has(face.id)) {
      this.#known.add(face.id);
      this.#pdf.registerFont(face.id, face.bytes, face.source.name);
    }
    return face.id;
  }

  #rect({ x, y, w, h, fill, rule }: Extract<Op, { readonly op: "rect" }>): void {
    if (fill !== undefined) this.#pdf.rect(x, y, w, h).fill(grey(fill));
    if (rule !== undefined) this.#pdf.lineWidth(rule).rect(x, y, w, h).stroke("black");
  }

  #tick({ x, y, size, tick }: Extract<Op, { readonly op: "tick" }>): void {
    const pdf = this.#pdf.lineWidth(0.7);
    if (tick === "none") return void pdf.lineWidth(0.9).moveTo(x, y + size / 2).lineTo(x + size, y + size / 2).stroke("black");
    pdf.rect(x, y, size, size).stroke("black");
    if (tick === "yes") pdf.lineWidth(1.2).moveTo(x + size * 0.18, y + size * 0.52).lineTo(x + size * 0.42, y + size * 0.78).lineTo(x + size * 0.84, y + size * 0.2).stroke("black");
  }

  /** Pictures come from people: one that cannot be read is a sentence, not a failed print. */
  #image({ x, y, w, h, file, missing }: Extract<Op, { readonly op: "image" }>): void {
    const picture = this.pictures.get(file);
    try {
      if (!picture) throw new Error("not printable");
      this.#pdf.image(Buffer.from(picture.bytes), x, y, { fit: [w, h] });
    } catch {
      this.#text(this.faces.drawable(missing), x, y + Math.min(h, 12), 7, false, 0.3);
    }
  }

  #code({ x, y, size, url }: Extract<Op, { readonly op: "qr" }>): void {
    const { data } = encode(url, { ecc: "M", border: 0 });
    const step = size / data.length;
    data.forEach((line, row) => line.forEach((dark, column) => { if (dark) this.#pdf.rect(x + column * step, y + row * step, step + 0.02, step + 0.02); }));
    this.#pdf.fill("black");
    this.#pdf.link(x, y, size, size, url);
  }

  #mark(text: string): void {
    const size = text.length > 6 ? 64 : 110;
    const said = this.faces.drawable(text);
    const pdf = this.#pdf.save().rotate(-38, { origin: [page.width / 2, page.height / 2] }).fillOpacity(0.13);
    this.#text(said, (page.width - this.faces.width(said, size, true)) / 2, page.height / 2 + size / 3, size, true, 0);
    pdf.fillOpacity(1).restore();
  }
}
