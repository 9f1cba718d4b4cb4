import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseLogic } from "./parseLogic.ts";

describe("JSON of a condition", () => {
  it("is read, or says in which line and column it breaks", () => {
    expect(parseLogic('{">":[1e3,2]}')).toEqual({ logic: { ">": [1000, 2] } });
    expect(parseLogic('{\n  ">": [\n    1,,\n  ]\n}')).toEqual({ fault: { line: 3, column: 7 } });
    expect(parseLogic('{\n  ">": [1')).toEqual({ fault: { line: 2, column: 10 } });
    expect(parseLogic('{"a": 1 "b"}')).toEqual({ fault: { line: 1, column: 9 } });
    expect(parseLogic('{"a": [1}')).toEqual({ fault: { line: 1, column: 9 } });
    expect(parseLogic("[1,]")).toEqual({ fault: { line: 1, column: 4 } });
    expect(parseLogic("")).toEqual({ fault: { line: 1, column: 1 } });
  });

  it("names a place in the text for any text that is none", () => {
    fc.assert(fc.property(fc.json(), fc.nat(), fc.constantFrom("", "{", "]", ",", "x", "\"", "\n"), (json, at, put) => {
      const cut = at % (json.length + 1);
      const text = json.slice(0, cut) + put + json.slice(cut + (put === "" ? 1 : 0));
      const read = parseLogic(text);
      return "logic" in read || (read.fault.line <= text.split("\n").length && read.fault.column <= (text.split("\n")[read.fault.line - 1]?.length ?? 0) + 1);
    }));
  });
});
