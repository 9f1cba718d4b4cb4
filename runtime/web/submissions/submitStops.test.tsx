// @vitest-environment happy-dom
import { type CheckView, type FactContext, formOf, type FormDefinition, type FormRule, type JsonObject } from "@safeloop/engine";
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import i18next from "i18next";
import type { ReactNode } from "react";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { judge } from "../forms/useEvaluation.ts";
import { sharedWords } from "../i18n/sharedWords.ts";
import { startI18n } from "../i18n/i18n.ts";
import submissionsEn from "../i18n/submissions.en.ts";
import submissionsZh from "../i18n/submissions.zh.ts";
import { checkRows, countRows } from "./checkRows.ts";
import { ChecksPanel } from "./ChecksPanel.tsx";
import { SubmitButton } from "./SubmitButton.tsx";
import { submitStops } from "./submitStops.ts";

// antd's own look is not what is tested here, and its build does not load in this runner.
vi.mock("antd", () => ({
  Button: ({ loading, type, ...rest }: { readonly loading?: boolean; readonly type?: string }) => <button type="button" data-look={type} data-busy={loading} {...rest} />,
  Tooltip: ({ children }: { readonly children: ReactNode }) => children,
}));

beforeAll(() => void startI18n({ ...sharedWords, submissions: { zh: submissionsZh, en: submissionsEn } }, "zh-CN"));
afterEach(cleanup);

const title = (zh: string) => ({ zh, en: zh });
const field = (id: string, zh: string, more: JsonObject = {}) => ({ "x-id": id, "x-title": title(zh), "x-kind": "text", type: "string", ...more });
const rule = (id: string, on: "submit" | "named", expr: FormRule["expr"]): FormRule => ({ id, target: "what", effect: "check", on, message: title(`${id} 不行`), ...(expr === undefined ? {} : { expr }) });
const form = formOf({
  id: "f", revision: 1, title: title("票"),
  schema: { type: "object", properties: { what: field("what", "内容"), who: field("who", "作业人"), note: field("note", "备注", { maxLength: 3 }) }, required: ["what", "who"] },
  logic: [rule("S-1", "submit", { "!=": [{ var: "what" }, "x"] }), rule("S-2", "submit", { "==": [{ var: "ctx.area.gasAlarms" }, 0] }), rule("C-2", "named", false), rule("C-10", "named", { "!!": [{ var: "who" }] })],
} as unknown as FormDefinition);
const facts: FactContext = { now: "2026-03-01T08:00:00Z" };

const check = (id: string, verdict: CheckView["verdict"], more: Partial<CheckView> = {}): CheckView => ({ id, verdict, severity: "block", message: title(`${id} 不行`), params: {}, fields: ["what"], ...more });
const allPass = ["S-1", "S-2", "C-2", "C-10"].map((id) => check(id, "pass"));
const replaced = (...changed: readonly CheckView[]): CheckView[] => allPass.map((one) => changed.find(({ id }) => id === one.id) ?? one);

/** What stops a submit of this data, given what the server said of it. */
function stopped(data: JsonObject, checks: readonly CheckView[] | undefined, startChecks: readonly string[] = []) {
  const { issues } = judge({ form, data, facts, access: undefined });
  const stops = submitStops({ form, issues, checks, startChecks, isPermit: true }, { t: i18next.getFixedT("zh-CN", "submissions"), locale: "zh-CN" });
  const rows = checkRows(checks ?? [], stops);
  return { stops, rows, now: rows.filter((row) => row.stopsNow).map((row) => `${row.check.id} ${row.check.message.zh}`), count: countRows(rows) };
}
const full = { what: "焊接", who: "李娜" };

describe("what stops a submit", () => {
  it("is nothing when the form is filled and the checks of the submit pass", () => {
    expect(stopped(full, replaced(check("C-2", "fail")))).toMatchObject({ now: [], count: { now: 0, later: 1 } });
  });
  it("is every required field left empty, by name", () => {
    expect(stopped({}, allPass).now).toEqual(["必填 还有 2 项没有填：内容、作业人"]);
  });
  it("is told once where a check names the empty fields already", () => {
    const names = check("C-2", "fail", { params: { missing: ["what", "who"] } });
    expect(stopped({}, replaced(names)).now).toEqual(["C-2 C-2 不行"]);
    expect(stopped({}, replaced(check("C-2", "fail", { params: { missing: ["who"] } }))).now).toEqual(["必填 还有 1 项没有填：内容", "C-2 C-2 不行"]);
  });
  it("is an answer that does not fit", () => {
    const [only = ""] = stopped({ ...full, note: "太长的备注" }, allPass).now;
    expect(only).toContain("有误 备注：");
  });
  it("is a check of the submit, and one the flow demands at its start, failing or unknown alike", () => {
    expect(stopped(full, replaced(check("S-1", "unknown"), check("C-2", "fail"), check("C-10", "unknown")), ["C-10"])).toMatchObject({ now: ["C-10 C-10 不行", "S-1 S-1 不行"], count: { now: 2, later: 1 } });
  });
  it("is what the server says of a check this page cannot judge", () => {
    expect(stopped(full, undefined).now).toEqual(["S-2 S-2 不行"]);
    expect(stopped(full, allPass).now).toEqual([]);
    expect(stopped(full, replaced(check("S-2", "fail"))).now).toEqual(["S-2 S-2 不行"]);
  });
  it("is no warning", () => {
    expect(stopped(full, replaced(check("S-1", "fail", { severity: "warn" }))).count).toEqual({ now: 0, later: 0 });
  });
});

describe("the panel before a submit", () => {
  const shown = (data: JsonObject, checks: readonly CheckView[], onJump = vi.fn<(xid: string) => void>()) => {
    render(<ChecksPanel form={form} checks={checks} stops={stopped(data, checks).stops} onJump={onJump} mayJump={(xid) => xid !== "note"} />);
    return onJump;
  };
  it("lists failing checks before unknown ones, each in the order of their codes", () => {
    shown(full, [check("C-10", "fail"), check("S-1", "unknown"), check("C-2", "unknown"), check("C-9", "fail")]);
    expect(screen.getAllByRole("listitem").map((one) => one.querySelector("code")?.textContent)).toEqual(["✕C-9", "✕C-10", "？C-2", "？S-1", "？S-2"]);
  });
  it("says how many stop the submit and how many must hold later, and marks the first", () => {
    shown(full, replaced(check("S-1", "fail"), check("C-2", "fail")));
    expect(screen.getByText("不予批准：共 2 项").textContent).toContain("1 项处理后才能提交，其余 1 项批准前满足");
    expect(screen.getAllByText("先处理")).toHaveLength(1);
  });
  it("says that it may be submitted while later checks are open", () => {
    shown(full, replaced(check("C-2", "fail")));
    expect(screen.getByText("可以提交").textContent).toContain("还有 1 项，批准前都要满足");
  });
  it("leads to the first field that is here to fill in", () => {
    const onJump = shown(full, replaced(check("C-2", "unknown", { fields: ["note", "who"] }), check("S-1", "unknown", { fields: ["note"] })));
    const [first, second] = screen.getAllByRole("listitem").map((one) => one.querySelector("button") as HTMLButtonElement);
    fireEvent.click(first as HTMLButtonElement);
    expect([onJump.mock.calls, second?.disabled]).toEqual([[["who"]], true]);
  });
});

describe("the submit button", () => {
  const button = (data: JsonObject, checks: readonly CheckView[]) => {
    const [onSubmit, onStopped] = [vi.fn(), vi.fn()];
    render(<SubmitButton form={form} stopping={stopped(data, checks).rows.filter((row) => row.stopsNow)} isBusy={false} onSubmit={onSubmit} onStopped={onStopped} />);
    return { found: screen.getByRole("button"), onSubmit, onStopped };
  };
  it("submits when nothing stops it", () => {
    const { found, onSubmit } = button(full, allPass);
    fireEvent.click(found);
    expect([found.getAttribute("aria-disabled"), found.getAttribute("aria-describedby"), onSubmit.mock.calls.length]).toEqual(["false", null, 1]);
  });
  it("is disabled while something does, tells why to a screen reader, and leads there instead of sending", () => {
    const { found, onSubmit, onStopped } = button({ what: "焊接" }, replaced(check("S-1", "unknown")));
    const why = document.getElementById(found.getAttribute("aria-describedby") ?? "")?.textContent;
    fireEvent.click(found);
    expect([found.getAttribute("aria-disabled"), why, onSubmit.mock.calls.length, onStopped.mock.calls.length]).toEqual(["true", "先处理 2 项：必填 还有 1 项没有填：作业人、S-1 S-1 不行", 0, 1]);
  });
  it("stays within reach of the keyboard while disabled", () => {
    const { found } = button({}, allPass);
    found.focus();
    expect(document.activeElement).toBe(found);
  });
});
