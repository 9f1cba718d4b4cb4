import { describe, expect, it } from "vitest";
import { nextPath } from "./nextPath.ts";

describe("where sign-in leads", () => {
  it("is the page that asked, with its filters", () => {
    expect(nextPath("?next=%2Finbox%3Ftask%3Da")).toBe("/inbox?task=a");
  });
  it.each(["", "?next=https%3A%2F%2Fevil.test", "?next=%2F%2Fevil.test", "?next=%2F%5Cevil.test", "?next=%2Fsign-in"])("is the start page for %s", (search) => {
    expect(nextPath(search)).toBe("/");
  });
});
