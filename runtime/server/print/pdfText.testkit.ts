import { inflateSync } from "node:zlib";

interface PdfObject {
  readonly dict: string;
  readonly stream: string;
}

function objectsOf(pdf: Buffer): ReadonlyMap<number, PdfObject> {
  const text = pdf.toString("latin1");
  const found = new Map<number, PdfObject>();
  for (const match of text.matchAll(/(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) {
    const [, id = "", body = ""] = match;
    const at = body.indexOf("stream\n");
    const dict = at < 0 ? body : body.slice(0, at);
    const raw = at < 0 ? "" : body.slice(at + 7, body.lastIndexOf("\nendstream"));
    const isPlain = at >= 0 && dict.includes("/FlateDecode") && !dict.includes("/Image") && !/FontFile|\/Subtype \/(CIDFontType0C|OpenType)/.test(dict);
    found.set(Number(id), { dict, stream: isPlain ? inflateSync(Buffer.from(raw, "latin1")).toString("latin1") : "" });
  }
  return found;
}

/** What each code of a font means, from its ToUnicode table. */
function meaningsOf(cmap: string): ReadonlyMap<number, string> {
  const meanings = new Map<number, string>();
  for (const [, from = "0", , list = ""] of cmap.matchAll(/<([0-9a-f]+)> <([0-9a-f]+)> \[([^\]]*)\]/g)) {
    [...list.matchAll(/<([0-9a-f ]*)>/g)].forEach(([, hex = ""], at) => {
      const units = hex.replaceAll(" ", "").match(/.{4}/g) ?? [];
      meanings.set(Number.parseInt(from, 16) + at, String.fromCharCode(...units.map((one) => Number.parseInt(one, 16))));
    });
  }
  return meanings;
}

const reference = (dict: string, name: string): number => Number(new RegExp(`/${name} (\\d+) 0 R`).exec(dict)?.[1]);

function fontsOf(objects: ReadonlyMap<number, PdfObject>, resources: string): ReadonlyMap<string, ReadonlyMap<number, string>> {
  const fonts = /\/Font <<([\s\S]*?)>>/.exec(resources)?.[1] ?? "";
  return new Map([...fonts.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name = "", id]) => [name, meaningsOf(objects.get(reference(objects.get(Number(id))?.dict ?? "", "ToUnicode"))?.stream ?? "")]));
}

function textOf(content: string, fonts: ReadonlyMap<string, ReadonlyMap<number, string>>): string {
  let font: ReadonlyMap<number, string> | undefined;
  const said: string[] = [];
  for (const [, name, , shown] of content.matchAll(/\/(F\d+) ([\d.]+) Tf|\[([^\]]*)\] TJ/g)) {
    if (name !== undefined) font = fonts.get(name);
    else said.push([...(shown ?? "").matchAll(/<([0-9a-f]*)>/g)].flatMap(([, hex = ""]) => (hex.match(/.{4}/g) ?? []).map((code) => font?.get(Number.parseInt(code, 16)) ?? "\ufffd")).join(""));
  }
  return said.join("\n");
}

/** What a PDF of ours says, page by page, one drawn stretch a line: by the fonts and tables in it, as any reader would find it. */
export function pdfPages(pdf: Buffer): readonly string[] {
  const objects = objectsOf(pdf);
  return [...objects.values()].filter(({ dict }) => /\/Type \/Page\b(?!s)/.test(dict)).map(({ dict }) => textOf(objects.get(reference(dict, "Contents"))?.stream ?? "", fontsOf(objects, objects.get(reference(dict, "Resources"))?.dict ?? dict)));
}

/** Addresses a PDF links to. */
export function pdfLinks(pdf: Buffer): readonly string[] {
  return [...pdf.toString("latin1").matchAll(/\/URI \(([^)]*)\)/g)].map(([, url = ""]) => url);
}
