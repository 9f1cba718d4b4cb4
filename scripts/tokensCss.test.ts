import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { tokensCss } from "../runtime/web/theme/tokens.ts";

it("tokens.css is written from tokens.ts", () => {
  expect(readFileSync(new URL("../runtime/web/theme/tokens.css", import.meta.url), "utf8")).toBe(tokensCss());
});
