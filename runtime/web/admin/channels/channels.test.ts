import { describe, expect, it } from "vitest";
import { allWords } from "../../i18n/allWords.ts";
import type { Words } from "../../i18n/i18n.ts";
import { browserName } from "./browserPush.ts";
import { channelFields, filledIn } from "./kinds.ts";

describe("the form of a channel", () => {
  it("sends what is filled in: an empty secret is left out, so that the server keeps it; a port is a number", () => {
    expect(filledIn("email", "settings", { host: " smtp.example.com ", port: "465", security: "tls", from: "a@b.example", user: "" })).toEqual({ host: "smtp.example.com", port: 465, security: "tls", from: "a@b.example" });
    expect(filledIn("email", "secrets", { password: "" })).toEqual({});
    expect(filledIn("dingtalk", "secrets", { url: "https://x.example", secret: undefined })).toEqual({ url: "https://x.example" });
    expect(filledIn("unknown", "settings", { url: "x" })).toEqual({});
  });

  it.each(["zh", "en"] as const)("has %s words for each kind and each of its fields", (language) => {
    const { kind, hint, field } = (allWords["channels"]?.[language] ?? {}) as { readonly [part: string]: Words };
    for (const [name, fields] of Object.entries(channelFields)) {
      expect([name, typeof kind?.[name], typeof hint?.[name]]).toEqual([name, "string", "string"]);
      for (const one of fields) expect([one.name, typeof field?.[one.name]]).toEqual([one.name, "string"]);
    }
  });
});

describe("a browser", () => {
  it("is called by what people know it as", () => {
    expect(browserName("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0")).toBe("Edge · Windows");
    expect(browserName("Mozilla/5.0 (Linux; Android 15) Chrome/140.0 Mobile Safari/537.36")).toBe("Chrome · Android");
    expect(browserName("")).toBe("Browser");
  });
});
