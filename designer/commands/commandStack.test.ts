import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CommandStack, type Edit } from "./commandStack.ts";

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
});
