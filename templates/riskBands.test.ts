import { describe, expect, it } from "vitest";
import { compileLogic } from "../engine/logic/index.ts";
import { shippedPacks } from "../scripts/loadPack.ts";

/** Forms that score risk, by the level of a score that no choice of L, E and C gives exactly. */
const scored = shippedPacks().flatMap((pack) => pack.forms).filter((form) => form.logic.some((rule) => rule.target === "riskLevel" && rule.effect === "compute"));

describe.each(scored.map((form) => ({ id: form.id, form })))("risk bands of $id", ({ form }) => {
  const level = (method: string, riskD: number | undefined): unknown => {
    const rule = form.logic.find((one) => one.target === "riskLevel" && one.effect === "compute");
    const scope = { lec: { method }, "score-method": method, ...(riskD === undefined ? {} : { riskD }) };
    return compileLogic(rule?.expr ?? null, { mode: "kleene" }).run(scope, { limits: form.limits ?? {} });
  };

  it.each([[320, "red"], [319.9, "orange"], [160, "orange"], [159.9, "yellow"], [70, "yellow"], [69.9, "blue"], [0.05, "blue"]])("D = %d is %s", (riskD, band) => expect(level("LEC", riskD)).toBe(band));
  it.each([[20, "red"], [19, "orange"], [15, "orange"], [14, "yellow"], [9, "yellow"], [8, "blue"]])("R = %d is %s", (riskD, band) => expect(level("LS", riskD)).toBe(band));
  it("is not known without a score", () => expect(["red", "orange", "yellow", "blue"]).not.toContain(level("LEC", undefined)));
});

it("finds the forms that score risk", () => expect(scored.map((form) => form.id)).toContain("hazard-rectification"));
