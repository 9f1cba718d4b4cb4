import { compareVersions, isClean, messageOf, type Pack } from "@safeloop/engine";
import { describe, expect, it } from "vitest";
import { shippedPacks } from "../scripts/loadPack.ts";
import { catalogueLines } from "../scripts/packs/catalogue.ts";
import { asAnswered, casesMet, drawnPack, overlaidPack, overlayOn, refusals, samplesOf, upperOf } from "../scripts/packs/samples.ts";

const packs = shippedPacks().map(asAnswered);
const packNamed = (id: string): Pack => packs.find((one) => one.manifest.id === id)!;
const permits = upperOf(packNamed("safeloop-permits"));
const samples = packs.flatMap((pack) => samplesOf(pack.manifest.id).map((sample) => ({ pack: pack.manifest.id, ...sample })));

/** Cases that run through what was changed; `npm run packs:check` plays all. Lost are expected refusals and alarms that are gone, changed what is stricter now. */
const shown = (changed: Pack) => {
  const all = casesMet(packs, changed);
  const ids = (list: "lost" | "changed" | "unjudged"): string[] => all.filter((one) => one[list].length > 0).map((one) => one.id);
  return { played: all.length, lost: ids("lost"), changed: ids("changed"), unjudged: ids("unjudged") };
};

/** What each sample makes stricter: the cases that pass as shipped and go otherwise under it. */
const stricter: Readonly<Record<string, readonly string[]>> = {
  "hot-work-cost-centre": [],
  "hot-work-gas-0.3": ["hw-gas-limit-by-lel"],
  "hot-work-wind-4": ["hw-wind"],
};

describe("sample overlays of the shipped packs", () => {
  it("are there for permits, hazards and warnings, and name the pack and a version it had", () => {
    expect(samples.map((one) => one.pack)).toEqual(expect.arrayContaining(["safeloop-permits", "safeloop-hazards", "safeloop-warnings"]));
    for (const { pack, overlay } of samples) expect([overlay.on.pack, compareVersions(overlay.on.version, packNamed(pack).manifest.version) <= 0]).toEqual([pack, true]);
  });

  it.each(samples)("$name is accepted, changes the pack, and takes no refusal and no alarm away", ({ pack, name, overlay }) => {
    const upper = upperOf(packNamed(pack));
    const changed = overlaidPack(upper, overlay);
    expect(changed.forms === upper.pack.forms && changed.rules === upper.pack.rules).toBe(false);
    const under = shown(changed);
    expect(under.lost).toEqual([]);
    expect(under.played).toBeGreaterThanOrEqual(5);
    if (stricter[name]) expect(under.changed).toEqual(stricter[name]);
    else expect(under.changed.length).toBeGreaterThan(0);
  });
});

describe("the catalogue's overlay check", () => {
  it.each(catalogueLines)("$path", ({ ops, refused }) => {
    const issues = refusals(permits, overlayOn(permits, ops));
    if (!refused) return expect(issues).toEqual([]);
    expect(isClean(issues)).toBe(false);
    for (const language of ["zh-CN", "en"] as const) {
      const said = issues.filter((one) => one.code === refused.code).map((one) => messageOf(one.code, one.params, language));
      expect(said).toEqual([expect.stringContaining(refused.clause)]);
    }
  });
});

describe("a pack that was loosened past its locks", () => {
  it.each([
    ["form/permit-hot-work#limit:validity-level2", { value: "10080", unit: "min", op: "<=" }],
    ["form/permit-hot-work#limit:gas-lel-lt4", { value: "0.5", unit: "vol%", op: "<=" }],
    ["form/permit-hot-work#limit:wind-ban", { value: "7", unit: "Bft", op: ">=" }],
    ["form/permit-hot-work#limit:sample-age", { value: "90", unit: "min", op: "<=" }],
  ])("is found by its cases: %s", (el, value) => {
    expect(shown(drawnPack(permits, [{ op: "set", el, prop: "value", value }])).lost).not.toEqual([]);
  });

  it("is found where an alarm comes too late, and where a check is gone", () => {
    const warnings = upperOf(packNamed("safeloop-warnings"));
    expect(shown(drawnPack(warnings, [{ op: "set", el: "rule/combustible-level1#limit:H1", prop: "value", value: { value: "45", unit: "%[LEL]", op: ">=" } }])).lost).not.toEqual([]);
    expect(shown(drawnPack(permits, [{ op: "set", el: "form/permit-hot-work#check:C-05", prop: "expr", value: true }])).lost).not.toEqual([]);
  });
});
