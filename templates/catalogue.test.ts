import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Limit, type Pack } from "@safeloop/engine";
import { describe, expect, it } from "vitest";
import { loadPacks, packFolders } from "../scripts/loadPack.ts";

/** The 59 templates of the catalogue (section 6), by category. */
const catalogue = {
  permit: "hot-work confined-space blind-plate work-at-height lifting temporary-power excavation road-breaking loto gas-line-live",
  hazard: "report-snap rectification major risk-register inspection-daily inspection-planned incident capa behaviour-observation moc major-installation-patrol",
  people: "training-three-level certificate ppe shift-handover meeting",
  contractor: "admission entry evaluation",
  emergency: "drill response supply-check",
  equip: "special-inspection fire-inspection instrument-calibration interlock-bypass maintenance-fault",
  warn: "combustible-gas toxic-gas oxygen tank-level pressure temperature vibration transformer mine-methane dust wind-work noise water-level liquid-ammonia video-behaviour personnel-location fire-water electrical-fire flame-and-smoke corrosion-structure device-health composite-area",
};
const ids = Object.entries(catalogue).flatMap(([kind, names]) => names.split(" ").map((name) => `${kind}-${name}`));

const folders = packFolders(import.meta.dirname);
const packs = loadPacks(folders);
const templates = packs.flatMap((pack) => pack.manifest.templates);
const cases = packs.flatMap((pack) => pack.cases ?? []);
const limits = packs.flatMap((pack) => [...pack.forms, ...pack.rules].flatMap((one) => Object.entries(one.limits ?? {}).map(([id, limit]): { readonly of: string; readonly limit: Limit } => ({ of: `${one.id}/${id}`, limit }))));

describe("what ships, against the catalogue", () => {
  it("is every template of it, each once", () => {
    expect(ids.length).toBe(59);
    expect(ids.filter((id) => templates.filter((one) => one.id === id).length !== 1)).toEqual([]);
  });

  it("has a form and a flow for what people fill in, and rules for what warns", () => {
    const bare = templates.filter((one) => (one.id.startsWith("warn-") ? (one.rules ?? []).length === 0 : !one.form || !one.flow));
    expect(bare.map((one) => one.id)).toEqual([]);
  });

  it("has at least five cases a template, and four hundred in all", () => {
    const few = templates.map(({ id }) => ({ id, cases: cases.filter((one) => one.template === id).length })).filter((one) => one.cases < 5);
    expect(few).toEqual([]);
    expect(cases.length).toBeGreaterThanOrEqual(400);
  });

  it("names the source of every limit, and how sure it is of it", () => {
    expect(limits.length).toBeGreaterThan(300);
    expect(limits.filter(({ limit }) => !limit.sourceStd || !limit.unit || !["read", "known", "project", "read-verify", "known-verify"].includes(limit.confidence)).map(({ of }) => of)).toEqual([]);
  });

  it("binds nobody by a number that is to be verified, and by one that was read only with its clause or edition", () => {
    const floors = limits.filter(({ limit }) => limit.legalFloor === true);
    expect(floors.length).toBeGreaterThan(20);
    expect(floors.filter(({ limit }) => limit.confidence !== "read" || !limit.edition).map(({ of }) => of)).toEqual([]);
    expect(limits.filter(({ limit }) => limit.confidence.endsWith("-verify") && limit.legalFloor !== undefined).map(({ of }) => of)).toEqual([]);
  });
});

/** A readme in both languages: enough Chinese, enough English words. */
function languages(text: string): { readonly zh: number; readonly en: number } {
  return { zh: (text.match(/[\u4e00-\u9fff]/g) ?? []).length, en: (text.match(/\b[a-z]{3,}\b/g) ?? []).length };
}

describe.each(packs.map((pack, i): [string, Pack, string] => [pack.manifest.id, pack, readFileSync(join(folders[i] ?? "", "README.md"), "utf8")]))("the readme of %s", (_, pack, text) => {
  it("speaks Chinese and English", () => {
    const { zh, en } = languages(text);
    expect([zh >= 40, en >= 25]).toEqual([true, true]);
  });
  it("names each of its templates and parameters", () => {
    expect([...pack.manifest.templates, ...(pack.manifest.inputs ?? [])].filter((one) => !text.includes(`\`${one.id}\``)).map((one) => one.id)).toEqual([]);
  });
});

describe("the versions packs require", () => {
  it("are those of the packs that ship beside them: a pack made today never goes with an older one", () => {
    const behind = packs.flatMap(({ manifest }) => Object.entries(manifest.requires?.packs ?? {}).flatMap(([id, range]) => {
      const beside = packs.find((one) => one.manifest.id === id)?.manifest.version;
      return range === `>=${beside ?? "?"}` ? [] : [`${manifest.id}: ${id} ${range}, ships ${beside ?? "not at all"}`];
    }));
    expect(behind).toEqual([]);
  });
  it("leave the city gas pack out of the whole set", () => {
    expect(Object.keys(packs.find((one) => one.manifest.id === "safeloop-core")?.manifest.requires?.packs ?? {})).not.toContain("safeloop-city-gas");
  });
});
