import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { conditionOf, logicOf } from "./condition.ts";
import { type Condition, isGroup } from "./model.ts";
import { anyCondition } from "./randomCondition.testkit.ts";
import { combineAt, duplicateAt, indentAt, moveBy, moveTo, negateAt, outdentAt, partAt, type Path, pathOf, putAt, regroupAt, removeAt } from "./tree.ts";

const leaf = (id: string): Condition => ({ kind: "calendar", id });
const [a, b, c, d] = ["a", "b", "c", "d"].map(leaf) as [Condition, Condition, Condition, Condition];
const and = (...items: readonly Condition[]): Condition => ({ kind: "and", items });
const or = (...items: readonly Condition[]): Condition => ({ kind: "or", items });

const leavesOf = (one: Condition): string[] => (isGroup(one) ? one.items.flatMap(leavesOf) : [JSON.stringify(logicOf(one))]);
const pathsOf = (one: Condition, path: Path = []): Path[] => [path, ...(isGroup(one) ? one.items.flatMap((inner, at) => pathsOf(inner, [...path, at])) : [])];

describe("the tree of a condition", () => {
  it("moves, takes away, doubles and turns round", () => {
    expect(moveBy(and(a, b, c), [0], 1)).toEqual(and(b, a, c));
    expect(moveBy(and(a, b), [1], 1)).toEqual(and(a, b));
    expect(removeAt(and(a, b, c), [1])).toEqual(and(a, c));
    expect(removeAt(and(a, b), [0])).toEqual(b);
    expect(removeAt(and(a, { kind: "not", items: [b] }, c), [1, 0])).toEqual(and(a, c));
    expect(removeAt(a, [])).toBe(a);
    expect(duplicateAt(and(a, b), [0])).toEqual(and(a, a, b));
    expect(negateAt(and(a, b), [1])).toEqual(and(a, { kind: "not", items: [b] }));
    expect(negateAt(negateAt(and(a, b), [1]), [1])).toEqual(and(a, b));
  });

  it("indents into the group before, or makes one; and back out", () => {
    expect(indentAt(and(a, b, c), [1])).toEqual(and(or(a, b), c));
    expect(indentAt(and(or(a, b), c, d), [1])).toEqual(and(or(a, b, c), d));
    expect(outdentAt(and(or(a, b, c), d), [0, 1])).toEqual(and(or(a, c), b, d));
    expect(outdentAt(and(or(a, b), d), [0, 0])).toEqual(and(b, a, d));
    expect(indentAt(and(a, b), [0])).toEqual(and(a, b));
  });

  it("adds beside a part, and makes groups of other kinds", () => {
    expect(combineAt(a, [], "and", b)).toEqual(and(a, b));
    expect(combineAt(and(a, b), [0], "and", c)).toEqual(and(a, c, b));
    expect(combineAt(and(a, b), [0], "or", c)).toEqual(and(or(a, c), b));
    expect(regroupAt(and(a, b), [], "or")).toEqual(or(a, b));
    expect(regroupAt(and(a, b), [], "not")).toEqual({ kind: "not", items: [and(a, b)] });
    expect(regroupAt({ kind: "not", items: [a] }, [], "lastN")).toEqual({ kind: "lastN", k: 3, n: 5, items: [a] });
  });

  it("carries a part elsewhere, never into itself", () => {
    expect(moveTo(and(a, or(b, c), d), [2], [1, 0])).toEqual(and(a, or(d, b, c)));
    expect(moveTo(and(a, or(b, c), d), [1, 0], [0])).toEqual(and(b, a, c, d));
    expect(moveTo(and(a, b, c), [0], [2])).toEqual(and(b, a, c));
    expect(moveTo(and(a, or(b, c)), [1], [1, 0])).toEqual(and(a, or(b, c)));
  });

  it("loses no condition by moving and grouping, whatever the tree", () => {
    const acts = [(one: Condition, path: Path) => moveBy(one, path, 1), (one: Condition, path: Path) => moveBy(one, path, -1), indentAt, outdentAt, negateAt, (one: Condition, path: Path, to: Path) => moveTo(one, path, to)];
    fc.assert(fc.property(anyCondition, fc.nat(), fc.nat(), fc.nat(), (logic, which, from, to) => {
      const root = conditionOf(logic);
      const paths = pathsOf(root);
      const after = acts[which % acts.length]!(root, paths[from % paths.length]!, paths[to % paths.length]!);
      expect(leavesOf(after).sort()).toEqual(leavesOf(root).sort());
      expect(JSON.stringify(logicOf(conditionOf(logicOf(after))))).toBe(JSON.stringify(logicOf(after)));
    }), { numRuns: 500 });
  });

  it("finds and replaces each part at its place", () => {
    fc.assert(fc.property(anyCondition, fc.nat(), (logic, which) => {
      const root = conditionOf(logic);
      const path = pathsOf(root)[which % pathsOf(root).length]!;
      const mark = leaf("mark");
      expect(partAt(putAt(root, path, mark), path)).toBe(mark);
      expect(pathOf(putAt(root, path, mark), mark)).toEqual(path);
    }));
  });
});
