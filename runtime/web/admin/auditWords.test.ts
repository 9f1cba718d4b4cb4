import { auditActions, auditSubjects, packsFromFiles } from "@safeloop/engine";
import i18next, { type TFunction } from "i18next";
import { describe, expect, it } from "vitest";
import { allWords } from "../i18n/allWords.ts";
import { auditWords, subjectWord } from "./auditWords.ts";

/** The words of the administration as the page gets them; a missing one comes back as its key. */
function wordsIn(language: "zh" | "en"): TFunction {
  const own = i18next.createInstance();
  void own.init({ lng: language, fallbackLng: false, defaultNS: "admin", resources: { [language]: { admin: allWords["admin"]?.[language] ?? {} } }, interpolation: { escapeValue: false }, initAsync: false });
  return own.t;
}

const texts = Object.entries(import.meta.glob<string>("../../../templates/*/**/*.json", { eager: true, query: "?raw", import: "default" })).map(([path, text]) => ({ path: path.slice("../../../templates/".length), text }));
const packIds = [...new Set(texts.map(({ path }) => path.slice(0, path.indexOf("/"))))];
const packs = packsFromFiles(packIds.map((id) => texts.filter(({ path }) => path.startsWith(`${id}/`)).map(({ path, text }) => ({ path: path.slice(id.length + 1), text }))));
const lifeEvents = packs.flatMap(({ pack }) => pack.flows).flatMap((flow) => (flow.life?.events ?? []).map((event) => `instance.event.${event.id}`));

describe.each(["zh", "en"] as const)("the audit log in %s", (language) => {
  const t = wordsIn(language);
  const isPlain = (text: string): boolean => (language === "zh" ? !/[A-Za-z]/.test(text) : /^[A-Z][A-Za-z :,()·-]*$/.test(text));

  it("has words for every act the server can write", () => {
    expect(auditActions.filter((action) => auditWords(action, t) === action || !isPlain(auditWords(action, t)))).toEqual([]);
  });
  it("names the life events of the installed permits", () => {
    expect(lifeEvents.length).toBeGreaterThan(10);
    expect(lifeEvents.filter((action) => !isPlain(auditWords(action, t)) || auditWords(action, t).includes("-"))).toEqual([]);
  });
  it("has a word for everything an act can be about", () => {
    expect(auditSubjects.filter((type) => !isPlain(subjectWord(type, t)))).toEqual([]);
  });
  it("tells different acts on the same subject apart", () => {
    const said = auditActions.map((action) => auditWords(action, t));
    expect(said.filter((text, at) => said.indexOf(text) !== at)).toEqual([]);
  });
});

describe("what this build has no words for", () => {
  const t = wordsIn("zh");
  it("stays as it was written, never a fault text", () => {
    expect([auditWords("audit.of", t), auditWords("whole", t), auditWords("", t), subjectWord("of", t), subjectWord("constructor", t)]).toEqual(["audit.of", "whole", "", "of", "constructor"]);
  });
  it("names an unknown life event by its own name, also when it was refused", () => {
    expect(auditWords("instance.event.tide-in.refused", t)).toBe("作业票 · tide-in（被拒）");
  });
});
