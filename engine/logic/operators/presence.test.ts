import { describe, expect, it } from "vitest";
import { compileLogic } from "../compileLogic.ts";
import { definitionOperators } from "./index.ts";

const run = (expr: object, scope: object) => compileLogic(expr as never, { mode: "kleene", operators: definitionOperators }).run(scope as never);
const newest = { latestBy: [{ var: "rows" }, "t", ["p"]] };

describe("known", () => {
  it("is false for what was left empty and true for an answered false or zero", () => {
    expect([undefined, null, "", [], false, 0, "x"].map((x) => run({ known: [{ var: "x" }] }, { x }))).toEqual([false, false, false, false, true, true, true]);
  });
});

describe("latestBy", () => {
  it("keeps the newest row of each group by instant, whatever the offsets", () => {
    const rows = [{ p: "a", t: "2026-07-14T08:00:00+08:00" }, { p: "a", t: "2026-07-14T00:30:00Z" }, { p: "b", t: "2026-07-14T07:00:00+08:00" }];
    expect(run(newest, { rows })).toEqual([rows[1], rows[2]]);
  });
  it("keeps a row without a readable time, so that it is judged as well", () => {
    const rows = [{ p: "a", t: "soon" }, { p: "a", t: "2026-07-14T00:30:00Z" }];
    expect(run(newest, { rows })).toEqual(rows);
  });
  it("keeps both rows of one instant: a failing test is not hidden by a second one", () => {
    const rows = [{ p: "a", t: "2026-07-14T00:30:00Z", v: 1 }, { p: "a", t: "2026-07-14T00:30:00Z", v: 2 }];
    expect(run(newest, { rows })).toEqual(rows);
  });
});
