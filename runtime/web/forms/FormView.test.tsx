// @vitest-environment happy-dom
import type { JsonObject } from "@safeloop/engine";
import { act, cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import { createRef } from "react";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { FormView, type FormViewHandle } from "./FormView.tsx";
import { hotWork, startWords, testServices } from "./testForm.ts";

beforeAll(startWords);
afterEach(cleanup);

function show(data: JsonObject = {}, more: Partial<Parameters<typeof FormView>[0]> = {}) {
  const handle = createRef<FormViewHandle>();
  const onSubmit = vi.fn<(data: JsonObject) => void>();
  render(<FormView handle={handle} definition={hotWork} data={data} services={testServices} zone="Asia/Shanghai" onSubmit={onSubmit} {...more} />);
  const submit = (): boolean => {
    let isClean = false;
    act(() => {
      isClean = handle.current?.submit() ?? false;
    });
    return isClean;
  };
  return { handle, onSubmit, submit };
}

const yes = (): HTMLElement => screen.getAllByRole("radio", { name: "是" })[0] as HTMLElement;

describe("a form being filled", () => {
  it("shows a field when its condition becomes true, with its unit inside", async () => {
    show();
    expect(screen.queryByLabelText(/风力/)).toBeNull();
    fireEvent.click(yes());
    const wind = await screen.findByLabelText(/风力/);
    expect(wind.closest(".sf-unit-box")?.textContent).toContain("级");
  });

  it("lists every error with a jump, and an error takes the place of the help", async () => {
    const { submit, onSubmit } = show();
    expect(screen.getByText("写清设备与高度")).toBeDefined();
    expect(submit()).toBe(false);
    const list = screen.getAllByRole("alert").find((one) => one.className === "sf-errors") as HTMLElement;
    expect(within(list).getByRole("button", { name: /动火部位/ })).toBeDefined();
    expect(screen.queryByText("写清设备与高度")).toBeNull();
    expect(onSubmit).not.toHaveBeenCalled();
  });

  it("sends what shows: hidden and computed values stay out", async () => {
    const { submit, onSubmit } = show({ point: "T-103", outdoor: true, wind: 5 });
    expect(await screen.findByText("特级")).toBeDefined();
    expect(submit()).toBe(true);
    expect(onSubmit).toHaveBeenCalledWith({ point: "T-103", outdoor: true, wind: 5 });
  });

  it("sends all that was typed before the press on submit, also what the page has not drawn yet", () => {
    const { handle, onSubmit } = show({ outdoor: true });
    act(() => {
      fireEvent.change(screen.getByLabelText(/动火部位/), { target: { value: "T-10" } });
      fireEvent.change(screen.getByLabelText(/动火部位/), { target: { value: "T-103" } });
      fireEvent.change(screen.getByLabelText(/风力/), { target: { value: "5" } });
      handle.current?.submit();
    });
    expect(onSubmit).toHaveBeenCalledWith({ point: "T-103", outdoor: true, wind: 5 });
  });

  it("shows what the page puts into it after something was typed", async () => {
    const handle = createRef<FormViewHandle>();
    const { rerender } = render(<FormView handle={handle} definition={hotWork} data={{ point: "T-1" }} services={testServices} />);
    fireEvent.change(screen.getByLabelText(/动火部位/), { target: { value: "T-2" } });
    rerender(<FormView handle={handle} definition={hotWork} data={{ point: "T-3" }} services={testServices} />);
    await waitFor(() => expect(screen.getByLabelText<HTMLInputElement>(/动火部位/).value).toBe("T-3"));
    expect(handle.current?.fillable()).toEqual({ point: "T-3" });
  });

  it("says not enough data where a computed value is unknown", () => {
    show({ point: "T-103", outdoor: true });
    expect(screen.getByText("数据不足")).toBeDefined();
  });

  it("drops a cleared field instead of sending an empty text", async () => {
    const onChange = vi.fn<(data: JsonObject) => void>();
    show({ point: "T-103" }, { onChange });
    fireEvent.change(screen.getByLabelText(/动火部位/), { target: { value: "" } });
    await waitFor(() => expect(onChange).toHaveBeenLastCalledWith({}));
  });

  it("shows the converted value and the verdict beside the reading", async () => {
    show({ point: "T-103", tests: [{ time: "2026-07-14T07:05:00+08:00", point: "罐壁", measureUnit: "lel", value: 25, lelPct: 1.4 }] });
    const row = (await screen.findByText("罐壁")).closest("tr") as HTMLElement;
    expect(row.textContent).toContain("25 %LEL");
    expect(row.textContent).toContain("0.35");
    expect(within(row).getByText(/不合格/)).toBeDefined();
  });

  it("cannot judge a row whose constant is missing", async () => {
    show({ point: "T-103", tests: [{ point: "罐壁", measureUnit: "lel", value: 25 }] });
    expect(await screen.findByText("不能判定")).toBeDefined();
  });

  it("confirms a measure in the name of who signs, and takes the confirmation away when it stops applying", async () => {
    const onChange = vi.fn<(data: JsonObject) => void>();
    show({ point: "T-103" }, { onChange });
    fireEvent.click(screen.getByRole("radio", { name: "适用" }));
    fireEvent.click(await screen.findByRole("button", { name: "确认" }));
    await waitFor(() => expect(onChange.mock.lastCall?.[0]["measures"]).toMatchObject({ HW02: { applies: true, confirmedBy: "u-sun" } }));
    fireEvent.click(screen.getByRole("radio", { name: "不适用" }));
    await waitFor(() => expect(onChange.mock.lastCall?.[0]["measures"]).toEqual({ HW02: { applies: false } }));
    expect(screen.getByPlaceholderText(/必填/)).toBeDefined();
  });

  it("shows a failing check of the server at its field, with its code", async () => {
    show({ point: "T-103" }, { checks: [{ id: "C-17", verdict: "fail", severity: "block", message: { zh: "风力 {wind} 级，禁止露天动火", en: "" }, params: { wind: 5 }, fields: ["point"] }] });
    expect(await screen.findByText("风力 5 级，禁止露天动火")).toBeDefined();
    expect(screen.getAllByText("C-17")).toHaveLength(2); // at the field and in the rail
  });

  it("refuses what the access map hides and shows what it only lets read as text", () => {
    show({ point: "T-103", outdoor: false }, { access: { "*": "edit", point: "read", "section:measures": "hidden" } });
    expect(screen.queryByLabelText(/动火部位/)?.tagName).not.toBe("INPUT");
    expect(screen.getByText("T-103")).toBeDefined();
    expect(screen.queryByText("管线已断开")).toBeNull();
  });
});

describe("a form with one section to fill in", () => {
  const data: JsonObject = { point: "T-103" };
  const access = { "*": "read", "section:measures": "edit" } as const;

  it("has no rail and no count: they would lead nowhere", () => {
    show(data, { access });
    expect(screen.queryByRole("navigation", { name: "分节" })).toBeNull();
    expect(screen.queryByText(/第 \d 节/)).toBeNull();
    cleanup();
    show(data, { access: { ...access, "section:gas": "edit" } });
    expect(screen.getByRole("navigation", { name: "分节" })).toBeDefined();
    expect(screen.getAllByText(/第 \d 节/)).toHaveLength(2);
  });

  it("folds what others filled in, or shows it as open facts", () => {
    show(data, { access });
    expect(screen.queryByText("T-103")).toBeNull();
    fireEvent.click(screen.getAllByRole("button", { name: "展开查看" })[0] as HTMLElement);
    expect(screen.getByText("T-103")).toBeDefined();
    cleanup();
    show(data, { access, readSections: "open" });
    expect(screen.getByText("T-103")).toBeDefined();
    expect(screen.queryByRole("button", { name: "展开查看" })).toBeNull();
    expect(screen.queryByText("写清设备与高度")).toBeNull(); // help is for who fills it in
    expect(screen.getByText("管线已断开")).toBeDefined();
  });
});

describe("a form being read", () => {
  it("has values and no controls to change them", () => {
    show({ point: "T-103", outdoor: true, wind: 3 }, { mode: "read" });
    expect(screen.getByText("T-103")).toBeDefined();
    expect(screen.getByText("3 级")).toBeDefined();
    expect(document.querySelectorAll("input:not([disabled]), select, textarea").length).toBe(0);
  });
});
