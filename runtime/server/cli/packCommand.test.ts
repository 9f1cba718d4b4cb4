import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readConfig } from "../config/index.ts";
import { packCommand } from "./packCommand.ts";

describe("safeloop pack", () => {
  let work: string;
  let said: string[];
  const config = readConfig({});
  const run = (...args: string[]): Promise<number> => packCommand(config, args, Date.parse("2026-07-01T00:00:00Z"), "en", (line) => void said.push(line));
  const folder = (): string => join(work, "pack");

  beforeEach(() => {
    work = mkdtempSync(join(tmpdir(), "safeloop-pack-"));
    said = [];
    // A third party's pack: it requires the shipped base and brings a template of its own.
    cpSync(join(process.cwd(), "templates", "safeloop-hazards"), folder(), { recursive: true });
    change("pack.json", (text) => text.replace('"id": "safeloop-hazards"', '"id": "antai-hazards"').replace('"publisher": "Safeloop"', '"publisher": "Antai"'));
  });
  afterEach(() => rmSync(work, { recursive: true, force: true }));
  const change = (file: string, edit: (text: string) => string): void => writeFileSync(join(folder(), file), edit(readFileSync(join(folder(), file), "utf8")));

  it("checks a third party's pack with its cases, as a folder and as the signed file made of it", { timeout: 60_000 }, async () => {
    expect(await run("key", join(work, "key.pem"))).toBe(0);
    expect(statSync(join(work, "key.pem")).mode & 0o777).toBe(0o600);
    expect(await run("build", folder(), join(work, "antai.zip"), "--key", join(work, "key.pem"), "--name", "Antai")).toBe(0);
    said = [];
    expect([await run("check", folder()), await run("check", join(work, "antai.zip"))]).toEqual([0, 0]);
    const verdicts = said.filter((line) => line.startsWith("antai-hazards"));
    expect(verdicts[0]).toMatch(/^antai-hazards \d+\.\d+\.\d+: \d+ forms, \d+ flows, \d+ rules, cases (\d+)\/\1, 0 errors, not signed$/);
    expect(verdicts[1]).toMatch(/0 errors, signed by Antai \(sha256:[0-9a-f]{64}\)$/);
  });

  it("tells every fault with its place and ends with 1", { timeout: 60_000 }, async () => {
    change("rules/hazard-repeated.json", (text) => text.replace(/"sourceStd": "[^"]*"/, '"sourceStd": ""'));
    expect(await run("check", folder())).toBe(1);
    expect(said.find((line) => line.startsWith("ERROR"))).toMatch(/^ERROR \/rules\/hazard-repeated\/limits\/\S+ PACK_LIMIT_SOURCE/);
    said = [];
    change("rules/hazard-repeated.json", () => "{");
    expect(await run("check", folder(), "--json")).toBe(1);
    expect(JSON.parse(said[0] ?? "")).toMatchObject({ id: "antai-hazards", issues: expect.arrayContaining([expect.objectContaining({ code: "PACK_FILE", path: "/rules/hazard-repeated.json" })]) });
  });

  it("refuses a file that was changed after it was signed, and never overwrites a key", async () => {
    await run("key", join(work, "key.pem"));
    await run("build", folder(), join(work, "a.zip"), "--key", join(work, "key.pem"));
    const bytes = readFileSync(join(work, "a.zip"));
    bytes[bytes.length >> 1]! ^= 1;
    writeFileSync(join(work, "a.zip"), bytes);
    said = [];
    expect(await run("check", join(work, "a.zip"))).toBe(1);
    expect(said[0]).toMatch(/PACK_(ARCHIVE|SIGNATURE)/);
    await expect(run("key", join(work, "key.pem"))).rejects.toThrow("exists already");
    expect(existsSync(join(work, "key.pem"))).toBe(true);
  });
});
