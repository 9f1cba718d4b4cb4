import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, it } from "vitest";
import { buildWebIfStale } from "./buildWeb.ts";

interface ManifestEntry { readonly file: string; readonly name?: string; readonly isEntry?: boolean; readonly imports?: readonly string[] }
type Manifest = { readonly [key: string]: ManifestEntry };

const dist = fileURLToPath(new URL("../dist/web/", import.meta.url));
const limit = 250_000; // bytes gzipped, product A18
const dailyLimit = 450_000;

/** The files the page loads before it can be used: its entry and everything imported statically from it. */
function firstLoad(manifest: Manifest, entry: string): readonly string[] {
  const start = Object.keys(manifest).find((key) => manifest[key]?.isEntry === true && manifest[key]?.name === entry);
  const found = new Set<string>();
  const walk = (key: string): void => {
    const one = manifest[key];
    if (one === undefined || found.has(one.file)) return;
    found.add(one.file);
    one.imports?.forEach(walk);
  };
  walk(start ?? "");
  return [...found];
}

let manifest: Manifest = {};
beforeAll(async () => {
  await buildWebIfStale(() => undefined);
  manifest = JSON.parse(readFileSync(`${dist}.vite/manifest.json`, "utf8")) as Manifest;
}, 120_000);

const sizeOf = (files: readonly string[]): number => files.reduce((sum, file) => sum + gzipSync(readFileSync(dist + file)).length, 0);

describe("the daily app", () => {
  it(`loads at most ${dailyLimit / 1000} kB of script before its first page, gzipped, and nothing of the designer`, () => {
    const files = firstLoad(manifest, "web");
    const size = sizeOf(files);
    console.log(`daily app first load: ${files.length} files, ${(size / 1000).toFixed(1)} kB gzip`);
    expect(size).toBeGreaterThan(100_000);
    expect(size).toBeLessThanOrEqual(dailyLimit);
    expect(files.filter((file) => readFileSync(dist + file, "utf8").includes("dz-frame"))).toEqual([]);
  });
});

describe("the capture page", () => {
  let files: readonly string[] = [];
  beforeAll(() => void (files = firstLoad(manifest, "capture")));

  it(`loads at most ${limit / 1000} kB of script, gzipped`, () => {
    expect(files.length).toBeGreaterThan(0);
    const size = sizeOf(files);
    console.log(`capture first load: ${files.length} files, ${(size / 1000).toFixed(1)} kB gzip`);
    expect(size).toBeLessThanOrEqual(limit);
  });

  it("carries nothing of antd", () => {
    expect(files.filter((file) => readFileSync(dist + file, "utf8").includes("ant-btn"))).toEqual([]);
  });

  it("lists exactly those files for use without a network", () => {
    const worker = readFileSync(`${dist}sw.js`, "utf8");
    const listed = JSON.parse(/const files = (\[.*\]);/.exec(worker)?.[1] ?? "[]") as string[];
    expect(files.map((file) => `/${file}`).filter((file) => !listed.includes(file))).toEqual([]);
  });
});
