import { existsSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { checkPack, messageOf, playOne, playPack, scopeOf, withSamples, type CaseStep, type Issue, type Pack, type PackCase } from "@safeloop/engine";
import { describe, expect, it } from "vitest";
import { loadPacks, packFolders } from "../scripts/loadPack.ts";

const folders = packFolders(import.meta.dirname);
const say = (issues: readonly Issue[]): string[] => issues.map((one) => `${one.path} ${one.code}: ${messageOf(one.code, one.params, "en")}`);

const packs = loadPacks(folders);

describe.each(folders.map((folder, i) => ({ folder, name: basename(folder), pack: packs[i]! })))("$name", ({ folder, pack }) => {
  it("is sound: definitions, references, labels in both languages, sources of limits, shape of cases", { timeout: 120_000 }, () => {
    expect(say(checkPack(pack, packs).filter((one) => one.severity === "error"))).toEqual([]);
  });

  it("passes every case, and the cases reach every step, event, outcome, refusal and rule", { timeout: 120_000 }, () => {
    const play = playPack(pack, packs);
    expect(say(play.issues)).toEqual([]);
    expect(play.results.length).toBe((pack.cases ?? []).length);
  });

  it("says in a readme, in Chinese and English, what it holds", () => {
    expect(existsSync(join(folder, "README.md"))).toBe(true);
    if (pack.manifest.templates.length > 0) expect(readdirSync(join(folder, "cases")).length).toBeGreaterThan(0);
  });

  it("fails the first and the last expectation of each case when it is turned round", { timeout: 120_000 }, () => {
    const filled = withSamples(pack).pack;
    const blind = (pack.cases ?? []).flatMap((one) => ends(one).flatMap((i) => {
      const when = one.when.map((each, at) => (at === i ? turnRound(each) : each));
      return playOne(filled, scopeOf(filled, packs).whole, { ...one, when }).failures[0]?.step === i + 1 ? [] : [`${one.id} step ${i + 1}`];
    }));
    expect(blind).toEqual([]);
  });
});

/** The first and the last step that can be turned round. */
function ends(one: PackCase): number[] {
  const steps = one.when.flatMap((step, i) => (turnRound(step) === step ? [] : [i]));
  return [...new Set([...steps.slice(0, 1), ...steps.slice(-1)])];
}

/** The opposite of an expectation: another state, one more refusing check, a refusal where none was. */
function turnRound(step: CaseStep): CaseStep {
  const { then } = step;
  if (!then) return step;
  if (then.failing) return { ...step, then: { ...then, failing: [...then.failing, "C-99"] } };
  if (then.refused) return { ...step, then: { ...then, refused: { code: "NO_SUCH_CODE" } } };
  if (then.state) return { ...step, then: { ...then, state: "nowhere" } };
  if (then.open) return { ...step, then: { ...then, open: [...then.open, "nowhere"] } };
  if (then.edges) return { ...step, then: { ...then, edges: [...then.edges, ["2026-01-01T00:00:00Z", "r", "normal", "unack"]] } };
  if (then.alarms) return { ...step, then: { ...then, alarms: Object.fromEntries(Object.keys(then.alarms).map((id) => [id, "nowhere"])) } };
  return step;
}

describe("a broken pack", () => {
  const core = packs.filter((one) => one.manifest.inputs === undefined).reduce((all, one) => ({
    manifest: { ...all.manifest, templates: [...all.manifest.templates, ...one.manifest.templates] }, forms: [...all.forms, ...one.forms], flows: [...all.flows, ...one.flows], rules: [...all.rules, ...one.rules],
    calendars: [...(all.calendars ?? []), ...(one.calendars ?? [])], cases: [...(all.cases ?? []), ...(one.cases ?? [])], worlds: { ...all.worlds, ...one.worlds },
  }));
  const codes = (pack: Pack): string[] => [...new Set(checkPack(pack).filter((one) => one.severity === "error").map((one) => one.code))];
  const formNamed = (id: string) => core.forms.find((one) => one.id === id)!;
  const withForm = (id: string, change: object): Pack => ({ ...core, forms: core.forms.map((one) => (one.id === id ? { ...one, ...change } : one)) });

  it("is refused without an English title", () => {
    expect(codes(withForm("hazard-report-snap", { title: { zh: "随手拍", en: "" } }))).toEqual(["PACK_LABEL"]);
  });

  it("is refused when a choice has no label", () => {
    const text = JSON.stringify(formNamed("hazard-report-snap")).replace('"environment":{"zh":"环境因素","en":"Environment"}', '"other":{"zh":"其他","en":"Other"}');
    expect(codes(withForm("hazard-report-snap", JSON.parse(text) as object))).toContain("PACK_LABEL");
  });

  it("is refused when a limit has no source, or claims to bind without one that was read", () => {
    const limits = formNamed("permit-hot-work").limits ?? {};
    expect(codes(withForm("permit-hot-work", { limits: { ...limits, "wind-ban": { ...limits["wind-ban"], sourceStd: "" } } }))).toEqual(["PACK_LIMIT_SOURCE"]);
    expect(codes(withForm("permit-hot-work", { limits: { ...limits, "fire-watch": { ...limits["fire-watch"], legalFloor: true } } }))).toEqual(["PACK_LIMIT_SOURCE"]);
  });

  it("is refused when a doubtful number is worded as law", () => {
    const logic = formNamed("permit-hot-work").logic.map((rule) => (rule.id === "HW-WATCH" ? { ...rule, message: { zh: "必须看守 30 分钟。", en: "Watch for 30 min." } } : rule));
    expect(codes(withForm("permit-hot-work", { logic }))).toEqual(["PACK_AS_LAW"]);
  });

  it("is refused when a flow creates a record of a form that is not there", () => {
    expect(codes({ ...core, forms: core.forms.filter((one) => one.id !== "hazard-rectification") })).toContain("PACK_REFERENCE");
  });

  it("is refused when a case is misspelt, uses an unknown world or has no template", () => {
    const [first] = core.cases ?? [];
    expect(codes({ ...core, cases: [{ ...first!, when: [{ at: "2026-07-14T08:00:00+08:00", do: "tick", then: { stat: "x" } as object }] }] })).toEqual(["PACK_CASE_SHAPE"]);
    expect(codes({ ...core, cases: [{ ...first!, use: ["moon"] }] })).toEqual(["PACK_CASE_SHAPE"]);
    expect(codes({ ...core, cases: [{ ...first!, template: "moon" }] })).toEqual(["PACK_CASE_SHAPE"]);
  });

  it("is told which steps, outcomes, refusals and rules no case tries", () => {
    const only = (template: string, without: string): Pack => ({ ...core, manifest: { ...core.manifest, templates: core.manifest.templates.filter((one) => one.id === template) }, cases: (core.cases ?? []).filter((one) => one.template === template && one.id !== without) });
    const gaps = (pack: Pack): string[] => playPack(pack).issues.map((one) => `${String(one.params["what"])} ${String(one.params["id"])}`);
    expect(gaps(only("hazard-report-snap", "snap-duplicate"))).toEqual(["node tell-duplicate", "outcome duplicate"]);
    expect(gaps(only("hazard-rectification", "hz-major-project"))).toEqual(["refusal HZ-MAJOR"]);
    expect(gaps(only("warn-video-behaviour", "video-smoke"))).toEqual(["rule video-smoke"]);
  });
});
