import { describe, expect, it } from "vitest";
import { checkMessage } from "../engine/forms/checkMessage.ts";
import { formOf } from "../engine/forms/compiledForm.ts";
import type { FactContext } from "../engine/forms/context.ts";
import { evaluateForm } from "../engine/forms/evaluateForm.ts";
import { facts } from "../engine/forms/hotWorkForm.testkit.ts";
import { runChecks } from "../engine/forms/runChecks.ts";
import { shippedPacks } from "../scripts/loadPack.ts";

describe("the forms that ship", () => {
  const forms = shippedPacks().flatMap((pack) => pack.forms).map((form) => formOf(form));
  it("show no placeholder for any check of an empty form", () => {
    const ctx: FactContext = { ...facts, event: "submit" };
    const unknown = forms.flatMap((form) => runChecks(form, "all", evaluateForm(form, {}, ctx).answers, ctx).filter((one) => one.verdict === "unknown").map((one) => checkMessage(one, form)));
    expect(unknown.length).toBeGreaterThan(30);
    expect(unknown.filter(({ zh, en }) => /[？{}]/.test(zh + en) || !/^(填写|缺少数据)/.test(zh))).toEqual([]);
  });
});
