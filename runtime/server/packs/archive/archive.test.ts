import { ZipFile } from "yazl";
import { buffer } from "node:stream/consumers";
import { deflateRawSync } from "node:zlib";
import { Refusal } from "@safeloop/engine";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readArchive, type ArchiveFile } from "./readArchive.ts";
import { keyIdOf, newSigningKey, signatureFile, signed, signerOf } from "./signature.ts";
import { writeArchive } from "./writeArchive.ts";

const file = (path: string, text: string): ArchiveFile => ({ path, bytes: Buffer.from(text) });
const at = "2026-07-01T00:00:00.000Z";

/** An archive with names and bytes no honest writer makes. */
async function hostile(entries: readonly (readonly [string, Buffer])[], change: (archive: Buffer) => Buffer = (archive) => archive): Promise<Buffer> {
  const zip = new ZipFile();
  // Same-length stand-ins that the writer takes, replaced in the bytes afterwards.
  entries.forEach(([path, bytes], i) => zip.addBuffer(bytes, standIn(path, i)));
  zip.end();
  let made: Buffer = await buffer(zip.outputStream);
  entries.forEach(([path], i) => (made = replaceAll(made, Buffer.from(standIn(path, i)), Buffer.from(path))));
  return change(made);
}
const standIn = (path: string, i: number): string => String.fromCharCode(97 + i).repeat(Buffer.byteLength(path));
function replaceAll(bytes: Buffer, from: Buffer, to: Buffer): Buffer {
  const made = Buffer.from(bytes);
  for (let i = made.indexOf(from); i !== -1; i = made.indexOf(from, i + 1)) to.copy(made, i);
  return made;
}

async function refusal(work: Promise<unknown>): Promise<readonly [string, readonly string[]]> {
  try {
    await work;
  } catch (error) {
    if (error instanceof Refusal) return [error.code, error.issues.map((one) => `${one.code} ${String(one.params["why"] ?? one.params["what"])}`)];
    throw error;
  }
  return ["taken", []];
}

describe("an archive of a pack", () => {
  test("comes back as it was written, and equal files give equal bytes", async () => {
    await fc.assert(fc.asyncProperty(fc.uniqueArray(fc.stringMatching(/^[a-z]{1,8}\/[a-z]{1,8}\.json$/), { maxLength: 8 }), fc.string(), async (paths, text) => {
      const files = paths.map((path, i) => file(path, `${text}${i}`));
      const made = await writeArchive(files);
      expect(await writeArchive([...files].reverse())).toEqual(made);
      const read = await readArchive(made);
      expect(read.map((one) => [one.path, one.bytes.toString()])).toEqual([...files].sort((a, b) => (a.path < b.path ? -1 : 1)).map((one) => [one.path, one.bytes.toString()]));
    }), { numRuns: 60 });
  });

  test.each([
    ["../../etc/x", "name"], ["/etc/passwd", "name"], ["forms/../../x", "name"], ["c:\\x.json", "name"], ["forms\\..\\x", "name"], ["a/b/c/d/e.json", "depth"],
    ["forms/.hidden", "name"], ["forms/con.json", "name"], ["forms/a\u0000b", "name"], ["forms/x.", "name"],
  ])("that names %j is refused before anything is unpacked", async (path, why) => {
    expect(await refusal(readArchive(await hostile([[path, Buffer.from("{}")]])))).toEqual(["PACK_ARCHIVE", [`PACK_ARCHIVE_PATH ${why}`]]);
  });

  test("with one name twice, in another case or Unicode form, is refused", async () => {
    expect(await refusal(readArchive(await hostile([["forms/a.json", Buffer.from("1")], ["forms/A.json", Buffer.from("2")]])))).toEqual(["PACK_ARCHIVE", ["PACK_ARCHIVE_PATH twice"]]);
    expect(await refusal(readArchive(await hostile([["forms/a.json", Buffer.from("1")], ["forms/a.json", Buffer.from("2")]])))).toEqual(["PACK_ARCHIVE", ["PACK_ARCHIVE_PATH twice"]]);
  });

  test("that holds a symbolic link is refused", async () => {
    const zip = new ZipFile();
    zip.addBuffer(Buffer.from("/etc/passwd"), "forms/a.json", { mode: 0o120777 });
    zip.end();
    expect(await refusal(readArchive(await buffer(zip.outputStream)))).toEqual(["PACK_ARCHIVE", ["PACK_ARCHIVE_PATH link"]]);
  });

  test("that is a bomb is refused by its directory, and one that lies about its size while it is unpacked", async () => {
    const zeros = Buffer.alloc(9_000_000);
    const bomb = await writeArchive([file("forms/a.json", ""), { path: "forms/b.json", bytes: zeros }]);
    expect(await refusal(readArchive(bomb))).toEqual(["PACK_ARCHIVE", ["PACK_ARCHIVE_SIZE ratio"]]);
    const many = await writeArchive(Array.from({ length: 2_001 }, (_, i) => file(`forms/a${i}.json`, "")));
    expect((await refusal(readArchive(many)))[1]).toContain("PACK_ARCHIVE_SIZE entries");
    // The directory says 100 bytes; the stream would give nine million.
    const lying = await hostile([["forms/b.json", zeros]], (archive) => sized(archive, zeros.length, 100));
    expect((await refusal(readArchive(lying)))[0]).toBe("PACK_ARCHIVE");
    expect(deflateRawSync(zeros).length).toBeLessThan(20_000);
  });

  test("that is no archive, or ends early, is refused", async () => {
    const whole = await writeArchive([file("pack.json", "{}")]);
    for (const bytes of [Buffer.from("hello"), Buffer.alloc(0), whole.subarray(0, whole.length - 30)]) expect((await refusal(readArchive(bytes)))[0]).toBe("PACK_ARCHIVE");
  });
});

/** Every 32-bit size `from` in the archive says `to`. */
function sized(archive: Buffer, from: number, to: number): Buffer {
  const made = Buffer.from(archive);
  for (let i = 0; i + 4 <= made.length; i += 1) if (made.readUInt32LE(i) === from) made.writeUInt32LE(to, i);
  return made;
}

describe("a signature", () => {
  const key = newSigningKey();
  const files = [file("pack.json", "{\"id\":\"a\"}"), file("forms/f.json", "{}")];

  test("says who signed exactly these files", () => {
    const signer = signerOf(signed(files, key, "安泰集团", at));
    expect(signer).toMatchObject({ name: "安泰集团", at });
    expect(signer?.keyId).toBe(keyIdOf(signer?.publicKey ?? ""));
    expect(signerOf(files)).toBeUndefined();
  });

  test("does not hold for a changed, added or missing file, another name, time or key", () => {
    const whole = signed(files, key, "安泰集团", at);
    const change = (path: string, text: string): readonly ArchiveFile[] => whole.map((one) => (one.path === path ? file(path, text) : one));
    const body = JSON.parse(whole.find((one) => one.path === signatureFile)?.bytes.toString() ?? "") as object;
    const other = JSON.parse(signed(files, newSigningKey(), "安泰集团", at).find((one) => one.path === signatureFile)?.bytes.toString() ?? "") as { publicKey: string };
    const bad: readonly (readonly ArchiveFile[])[] = [
      change("forms/f.json", "{ }"), [...whole, file("rules/r.json", "{}")], whole.filter((one) => one.path !== "forms/f.json"),
      change(signatureFile, JSON.stringify({ ...body, name: "别人" })), change(signatureFile, JSON.stringify({ ...body, at: "2026-07-02T00:00:00.000Z" })),
      change(signatureFile, JSON.stringify({ ...body, publicKey: other.publicKey })), change(signatureFile, JSON.stringify({ ...body, publicKey: "AAAA" })), change(signatureFile, "{"), change(signatureFile, "[]"),
    ];
    for (const one of bad) expect(() => signerOf(one)).toThrow(expect.objectContaining({ code: "PACK_SIGNATURE" }));
  });
});
