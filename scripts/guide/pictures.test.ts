import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { driftOf, picturesFolder, wantedPictures } from "./drift.ts";
import { moments } from "./moments.ts";
import { sceneOf } from "./play.ts";
import { say } from "./words.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));
const kept = join(root, picturesFolder);
const wanted = wantedPictures();
const pictureOf = (idiom: string): string => wanted.get(`${idiom}.svg`) ?? "";

describe("the pictures of the guide", () => {
  it("stand in the section of their idiom, and who cannot see them reads the same in both languages", () => {
    const guide = readFileSync(join(root, "docs/guide/flow-idioms.md"), "utf8");
    const shown = [...guide.matchAll(/^## \d+\. (.+)\n(?:(?!## )[^]*?\n)?!\[(.+)\]\(pictures\/(.+)\.svg\)$/gm)].map((one) => one.slice(1, 4));
    expect(shown).toEqual(moments.map((moment) => {
      const { title } = sceneOf(moment);
      return [`${title.zh} ${title.en}`, `${title.zh}：${moment.caption.zh} / ${title.en}: ${moment.caption.en}`, moment.idiom];
    }));
  });

  it.each(moments.map((one) => [one.idiom, one] as const))("%s plays its case as the case says, and names every seat", (idiom, moment) => {
    const scene = sceneOf(moment);
    for (const { step, seen } of scene.happened) expect(seen.codes).toEqual(("expect" in step && step.expect) || []);
    for (const task of scene.played.run.tasks()) expect(pictureOf(idiom)).toContain(`>${task.person}</text>`);
  });

  it.each(moments.map((one) => [one.idiom, one] as const))("%s says in both languages whose turn it is", (idiom, moment) => {
    for (const task of sceneOf(moment).played.run.tasks().filter((one) => one.actors.length > 0)) {
      const { zh, en } = say("inbox", `seatState.${task.state}`);
      expect(pictureOf(idiom)).toContain(`>${zh}</text>`);
      expect(pictureOf(idiom)).toContain(`>${en}</text>`);
    }
  });

  it("strike through what a way back has made void", () => {
    expect(pictureOf("take-back")).toMatch(/text-decoration="line-through"[^>]*>已同意</);
    expect(pictureOf("first-decision")).not.toContain("line-through");
  });
});

describe("the check of the pictures", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "pictures-"));
    cpSync(kept, join(folder, picturesFolder), { recursive: true });
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const altered = (name: string): void => writeFileSync(join(folder, picturesFolder, name), pictureOf("vote").replace("已同意", "已驳回"));

  it("finds nothing in those that are kept", () => {
    expect(driftOf(wanted, kept)).toEqual([]);
  });

  it("names an altered, a missing and a strange picture", () => {
    altered("vote.svg");
    rmSync(join(folder, picturesFolder, "claim.svg"));
    altered("seal.svg");
    const found = driftOf(wanted, join(folder, picturesFolder)).map((one) => one.slice(join(folder, picturesFolder).length + 1));
    expect(found).toEqual(["vote.svg is not up to date: run npm run pictures", "claim.svg is not up to date: run npm run pictures", "seal.svg is the picture of no idiom"]);
  });

  it("fails on an altered picture, as `npm run check` runs it", () => {
    expect(check(folder)).toEqual({ status: 0, said: "" });
    altered("vote.svg");
    expect(check(folder)).toEqual({ status: 1, said: `${picturesFolder}/vote.svg is not up to date: run npm run pictures` });
  });
});

/** Runs the check in another working folder. */
function check(folder: string): { readonly status: number | null; readonly said: string } {
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
  const script = join(dirname(fileURLToPath(import.meta.url)), "../pictures.ts");
  const { status, stdout } = spawnSync(process.execPath, ["--conditions=source", "--import", tsx, script, "--check"], { cwd: folder, encoding: "utf8" });
  return { status, said: stdout.trim() };
}
