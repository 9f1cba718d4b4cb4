import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { fieldKinds } from "@safeloop/engine";
import { describe, expect, it } from "vitest";
import { typed } from "../e2e/guide/said.ts";
import { walk } from "../e2e/guide/walk.ts";
import { type Language, wordTable } from "./guide/wordTables.ts";

const folder = fileURLToPath(new URL("../docs/guide/", import.meta.url));
const guides = [["zh", "first-changes.zh.md"], ["en", "first-changes.md"]] as const;

/** A word with places for values becomes a pattern; too little of its own and it would fit everything. */
function patternOf(words: string): RegExp | undefined {
  const parts = words.split(/\{\{\w+\}\}/);
  const own = parts.join("").replace(/[\s\p{P}]/gu, "");
  if (parts.length === 1 || own.length < 2) return undefined;
  return new RegExp(`^${parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join(`(\\d+|.{1,${own.length + 1}})`)}$`, "u");
}

/** Words in bold that are no words of the product's screens. */
function strangeWords(guide: string, screens: readonly string[]): readonly string[] {
  const bold = [...guide.matchAll(/\*\*([^*]+)\*\*/g)].map((one) => one[1] ?? "");
  const plain = new Set(screens);
  const patterns = screens.flatMap((words) => patternOf(words) ?? []);
  return bold.filter((words) => !plain.has(words) && !patterns.some((pattern) => pattern.test(words)));
}

async function screenWords(language: Language): Promise<readonly string[]> {
  return [...(await wordTable(language)).values(), ...fieldKinds.map((kind) => kind.label[language])];
}

const headingsOf = (guide: string): readonly string[] => [...guide.matchAll(/^## (.+)$/gm)].map((one) => one[1] ?? "");
const picturesOf = (guide: string): readonly string[] => [...guide.matchAll(/\(pictures\/first-changes\/(.+)\.png\)/g)].map((one) => one[1] ?? "");

/** The heading of each step of the walk, with the time the guide gives it. */
function wantedHeadings(language: Language): readonly string[] {
  return walk.map(({ title, minutes }, at) => {
    const time = minutes === undefined ? "" : language === "zh" ? `（约 ${minutes} 分钟）` : ` (about ${minutes} minutes)`;
    return `${at + 1}. ${title[language]}${time}`;
  });
}

describe.each(guides)("the guide of first changes in %s", (language, file) => {
  const guide = readFileSync(folder + file, "utf8");

  it("names in bold only what stands on the screens", async () => {
    expect(strangeWords(guide, await screenWords(language))).toEqual([]);
  });

  it("has the steps that are walked, in their order and with their time", () => {
    expect(headingsOf(guide)).toEqual(wantedHeadings(language));
  });

  it("says what the walk types", () => {
    const quoted = (words: string): string => (language === "zh" ? `“${words}”` : `"${words}"`);
    expect(Object.values(typed).map((words) => quoted(words[language])).filter((words) => !guide.includes(words))).toEqual([]);
  });

  it("shows each picture of the walk once, and no picture lies unused", () => {
    const there = readdirSync(`${folder}pictures/first-changes`).map((name) => name.replace(/\.png$/, ""));
    expect(picturesOf(guide)).toEqual(walk.flatMap((step) => step.pictures));
    expect(there.sort()).toEqual([...picturesOf(guide)].sort());
  });
});

describe("the check of the words", () => {
  it("finds a renamed button, in a word with a value too", () => {
    const screens = ["检查并发布", "发布 v{{revision}}", "{{count}} 个"];
    expect(strangeWords("点 **检查并发布**，再点 **发布 v2**。", screens)).toEqual([]);
    expect(strangeWords("点 **校验并发布**，再点 **上线 v2**，**6 个**。", screens)).toEqual(["校验并发布", "上线 v2", "6 个"]);
  });
});
