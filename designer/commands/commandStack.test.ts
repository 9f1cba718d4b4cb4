import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CommandStack, type Edit, groupOf } from "./commandStack.ts";

type Doc = { readonly [key: string]: number };

const set = (key: string, value: number, mergeKey?: string): Edit<Doc> => ({
  title: { zh: `设 ${key}`, en: `Set ${key}` },
  ...(mergeKey ? { mergeKey } : {}),
  apply: (doc) => (doc[key] === value ? doc : { ...doc, [key]: value }),
});

describe("the command stack", () => {
  it("gives back the very JSON after any edits and as many undos, and the end state after as many redos", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom("a", "b", "c"), fc.integer({ min: 0, max: 5 })), { maxLength: 200 }), (edits) => {
        const stack = new CommandStack<Doc>({ a: 1 });
        for (const [key, value] of edits) stack.run(set(key, value));
        const end = JSON.stringify(stack.present);
        let steps = 0;
        while (stack.canUndo) {
          stack.undo();
          steps += 1;
        }
        expect(JSON.stringify(stack.present)).toBe(JSON.stringify({ a: 1 }));
        for (let k = 0; k < steps; k++) stack.redo();
        expect(JSON.stringify(stack.present)).toBe(end);
      }),
    );
  });

  it("makes one step of typing in one field, until the field is left", () => {
    const stack = new CommandStack<Doc>({});
    stack.run(set("a", 1, "a"));
    stack.run(set("a", 12, "a"));
    stack.seal();
    stack.run(set("a", 123, "a"));
    stack.undo();
    expect(stack.present).toEqual({ a: 12 });
    stack.undo();
    expect(stack.present).toEqual({});
  });

  it("leaves no step for an edit that changes nothing, and forgets the redo branch after a new edit", () => {
    const stack = new CommandStack<Doc>({ a: 1 });
    stack.run(set("a", 1));
    expect(stack.canUndo).toBe(false);
    stack.run(set("a", 2));
    stack.undo();
    stack.run(set("b", 1));
    expect(stack.canRedo).toBe(false);
  });

  it("knows whether what is shown has been saved", () => {
    const stack = new CommandStack<Doc>({ a: 1 });
    stack.run(set("a", 2));
    expect(stack.isDirty).toBe(true);
    stack.markSaved(stack.present);
    expect(stack.isDirty).toBe(false);
    stack.undo();
    expect(stack.isDirty).toBe(true);
  });

  it("names a step by what was there before the typing began and what is there now", () => {
    const stack = new CommandStack<Doc>({ a: 1 });
    const typed = (value: number): Edit<Doc> => ({ ...set("a", value, "a"), title: (before, after) => ({ zh: `${before["a"]}→${after["a"]}`, en: "" }) });
    stack.run(typed(2));
    stack.run(typed(23));
    expect(stack.lastTitle?.zh).toBe("1→23");
    expect(stack.history.titles).toHaveLength(1);
  });

  it("makes one step of a group, and none of a group that changes nothing", () => {
    const stack = new CommandStack<Doc>({ a: 1 });
    stack.run(groupOf({ zh: "组", en: "Group" }, [set("a", 1), set("b", 2), set("c", 3)]));
    stack.run(groupOf({ zh: "空", en: "Nothing" }, [set("a", 1)]));
    expect(stack.history).toMatchObject({ titles: [{ zh: "组" }], position: 1 });
    stack.undo();
    expect(stack.present).toEqual({ a: 1 });
  });

  it("goes to any step of the session and back, telling once, and keeps the list of steps", () => {
    const stack = new CommandStack<Doc>({});
    for (let k = 1; k <= 5; k++) stack.run(set("a", k));
    let told = 0;
    stack.subscribe(() => (told += 1));
    stack.goTo(2);
    expect([stack.present, stack.history.position, stack.history.titles.length, told]).toEqual([{ a: 2 }, 2, 5, 1]);
    stack.goTo(99);
    expect([stack.present, stack.canRedo]).toEqual([{ a: 5 }, false]);
    stack.goTo(-1);
    expect([stack.present, stack.canUndo, stack.nextTitle?.zh]).toEqual([{}, false, "设 a"]);
  });
});
