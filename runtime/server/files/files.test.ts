import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { multipart } from "../testing/multipart.ts";
import { makeTestApp, type TestApp } from "../testing/testApp.ts";
import { cleanName } from "./fileRules.ts";
import { makeFilesSlice } from "./filesSlice.ts";
import { stripLocation } from "./stripLocation.ts";

let app: TestApp;
afterEach(async () => app?.close());

const start = async () => {
  app = await makeTestApp({ slices: [makeFilesSlice], config: { maxUploadMb: { photo: 1, video: 2 } } });
};
const upload = (name: string, bytes: Buffer, kind = "file", as: string | null = "worker", extra = "") => app.inject(as, { method: "POST", url: `/api/v1/files?kind=${kind}${extra}`, ...multipart(name, bytes) });
const download = (id: string, as: string | null = "worker", headers: Record<string, string> = {}) => app.inject(as, { url: `/api/v1/files/${id}`, headers });

function png(width: number, height: number): Buffer {
  const bytes = Buffer.alloc(64);
  Buffer.from("89504e470d0a1a0a0000000d49484452", "hex").copy(bytes);
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes;
}

/** A JPEG with EXIF: orientation 6, and a GPS directory with a latitude of 31 degrees. */
function jpegWithGps(): Buffer {
  const tiff = Buffer.alloc(8 + 2 + 24 + 4 + 2 + 24 + 4 + 24);
  tiff.write("II*\0", 0, "latin1");
  tiff.writeUInt32LE(8, 4);
  tiff.writeUInt16LE(2, 8);
  const entry = (at: number, tag: number, type: number, count: number, value: number): void => {
    tiff.writeUInt16LE(tag, at);
    tiff.writeUInt16LE(type, at + 2);
    tiff.writeUInt32LE(count, at + 4);
    tiff.writeUInt32LE(value, at + 8);
  };
  entry(10, 0x0112, 3, 1, 6);
  entry(22, 0x8825, 4, 1, 38);
  tiff.writeUInt16LE(2, 38);
  entry(40, 1, 2, 2, 0x4e); // "N"
  entry(52, 2, 5, 3, 68);
  for (const [n, value] of [31, 1, 13, 1, 5099, 100].entries()) tiff.writeUInt32LE(value, 68 + n * 4);
  const exif = Buffer.concat([Buffer.from("Exif\0\0", "latin1"), tiff]);
  const segment = (marker: number, body: Buffer): Buffer => {
    const head = Buffer.from([0xff, marker, 0, 0]);
    head.writeUInt16BE(body.length + 2, 2);
    return Buffer.concat([head, body]);
  };
  const xmp = segment(0xe1, Buffer.from("http://ns.adobe.com/xap/1.0/\0<exif:GPSLatitude>31,13</exif:GPSLatitude>", "latin1"));
  const frame = segment(0xc0, Buffer.from([8, 0, 120, 0, 160, 1, 1, 0x11, 0]));
  return Buffer.concat([Buffer.from([0xff, 0xd8]), segment(0xe1, exif), xmp, frame, Buffer.from([0xff, 0xda, 0, 2, 1, 2, 3, 0xff, 0xd9])]);
}

describe("an upload", () => {
  it("is kept under its hash and described by what it is", async () => {
    await start();
    const bytes = png(640, 480);
    const reply = await upload("泄漏点.png", bytes, "photo");
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    expect(reply.json()).toMatchObject({ name: "泄漏点.png", mime: "image/png", size: 64, sha256, kind: "photo", width: 640, height: 480 });
    expect(readFileSync(join(app.ctx.config.dataDir, "files", sha256.slice(0, 2), sha256.slice(2, 4), sha256))).toEqual(bytes);
    expect(readdirSync(join(app.ctx.config.dataDir, "files", "incoming"))).toEqual([]);
    expect(await app.store.all({ sql: "select action from audit_rows", bindings: [] })).toEqual([{ action: "file.create" }]);
  });

  it.each([
    ["markup as a photo", "a.jpg", Buffer.from("<svg onload=alert(1)>"), "photo", "FILE_TYPE", 415],
    ["a script as a video", "a.mp4", Buffer.from("#!/bin/sh\n"), "video", "FILE_TYPE", 415],
    ["an endless picture", "a.png", png(100_000, 100_000), "photo", "FILE_PIXELS", 422],
    ["nothing", "a.txt", Buffer.alloc(0), "file", "FILE_EMPTY", 422],
    ["a photo over its limit", "a.png", Buffer.concat([png(10, 10), Buffer.alloc(1_048_576)]), "photo", "FILE_TOO_LARGE", 413],
  ])("refuses %s and leaves nothing behind", async (_, name, bytes, kind, code, status) => {
    await start();
    const reply = await upload(name, bytes, kind);
    expect([reply.statusCode, reply.json().code]).toEqual([status, code]);
    expect(readdirSync(join(app.ctx.config.dataDir, "files"))).toEqual(["incoming"]);
    expect(readdirSync(join(app.ctx.config.dataDir, "files", "incoming"))).toEqual([]);
    expect(await app.store.all({ sql: "select id from files", bindings: [] })).toEqual([]);
  });

  it("needs a person with the right, a file in the right field, and multipart", async () => {
    await start();
    expect((await upload("a.txt", Buffer.from("x"), "file", null)).statusCode).toBe(401);
    expect((await upload("a.txt", Buffer.from("x"), "file", "auditor")).statusCode).toBe(403);
    expect((await app.inject("worker", { method: "POST", url: "/api/v1/files", ...multipart("a", Buffer.from("x"), { field: "other" }) })).json().code).toBe("FILE_MISSING");
    expect((await app.inject("worker", { method: "POST", url: "/api/v1/files", payload: { filepath: "/etc/passwd", mimetype: "image/png" } })).statusCode).toBe(415);
  });

  it("loses the place it was taken at, unless the form asks for it", async () => {
    await start();
    const photo = jpegWithGps();
    expect(photo.includes(Buffer.from("GPSLatitude"))).toBe(true);
    const stripped = (await download((await upload("a.jpg", photo, "photo")).json().id)).rawPayload;
    const latitude = Buffer.from("1f000000010000000d000000", "hex"); // 31/1, 13/…
    expect([photo.includes(latitude), stripped.includes(latitude), stripped.includes(Buffer.from("GPSLatitude"))]).toEqual([true, false, false]);
    expect(stripped.includes(Buffer.from("12010300010000000600", "hex"))).toBe(true); // orientation stays
    expect((await upload("a.jpg", photo, "photo", "worker", "&keepLocation=true")).json().size).toBe(photo.length);
    expect(stripLocation(Buffer.from([0xff, 0xd8, 0xff, 0xe1, 0xff, 0xff, 1])).length).toBeGreaterThan(0); // cut off in the middle: no crash
  });
});

describe("serving", () => {
  it("sends bytes that cannot act on our pages", async () => {
    await start();
    const page = (await upload("evil.html", Buffer.from("<script>alert(1)</script>"))).json();
    const reply = await download(page.id);
    expect(reply.headers).toMatchObject({ "content-type": "application/octet-stream", "content-disposition": "attachment; filename*=UTF-8''evil.html", "x-content-type-options": "nosniff", "content-security-policy": "sandbox; default-src 'none'" });
    const picture = await download((await upload("a.png", png(4, 4), "photo")).json().id);
    expect([picture.headers["content-type"], String(picture.headers["content-disposition"]).startsWith("inline")]).toEqual(["image/png", true]);
  });

  it("goes to the owner, then to whoever may read what it hangs on; to others it does not exist", async () => {
    await start();
    const { id } = (await upload("a.txt", Buffer.from("0123456789"))).json();
    const missing = (await download("nothing", "safety")).json();
    expect([(await download(id)).statusCode, (await download(id, "safety")).json(), (await download(id, "admin-b")).json(), (await download(id, null)).statusCode]).toEqual([200, missing, missing, 401]);
    app.ctx.services.files?.readableBy("submission", async (actor, subject) => actor.id === "p-safety" && subject === "s1");
    await app.store.unit((tx) => tx.run({ sql: "update files set subject_type = 'submission', subject_id = 's1' where id = ?", bindings: [id] }));
    expect([(await download(id, "safety")).statusCode, (await download(id, "worker2")).statusCode]).toEqual([200, 404]);
  });

  it("answers ranges and a known etag", async () => {
    await start();
    const { id, sha256 } = (await upload("a.txt", Buffer.from("0123456789"))).json();
    const part = await download(id, "worker", { range: "bytes=2-4" });
    expect([part.statusCode, part.body, part.headers["content-range"]]).toEqual([206, "234", "bytes 2-4/10"]);
    expect((await download(id, "worker", { range: "bytes=7-" })).body).toBe("789");
    expect((await download(id, "worker", { range: "bytes=9-2" })).body).toBe("0123456789");
    expect((await download(id, "worker", { "if-none-match": `"${sha256}"` })).statusCode).toBe(304);
  });
});

it("cleans names of paths, control and direction characters", () => {
  expect(["../../etc/passwd", "C:\\x\\a.png", "a\u0000b\r\n.png", "gnp.\u202Eexe", "..", "", "x".repeat(300)].map(cleanName)).toEqual(["passwd", "a.png", "ab.png", "gnp.exe", "file", "file", "x".repeat(120)]);
});
