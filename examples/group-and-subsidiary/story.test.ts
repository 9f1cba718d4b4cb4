import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type OwnServer, startOwnServer } from "./server.ts";
import { tellGroupStory } from "./story.ts";
import { StoryFault, tellerOf } from "./tell.ts";

describe("the story of a group and its subsidiaries", () => {
  let server: OwnServer;
  const lines: string[] = [];
  beforeAll(async () => void (server = await startOwnServer()), 60_000);
  afterAll(async () => server.stop());

  it("holds from the first run to the last board, over HTTP on a SQLite file", async () => {
    const tell = tellerOf("zh", (line) => lines.push(line));
    await tellGroupStory(tell, server.url, server.setupToken);
    expect(tell.held()).toBe(lines.filter((one) => one.includes("✓")).length);
    expect(tell.held()).toBeGreaterThanOrEqual(37);
  }, 60_000);

  it("prints each refusal with its clause, the conflict with its three values, and the board", () => {
    const text = lines.join("\n");
    expect(lines.filter((one) => one.includes("拒绝：")).map((one) => /GB 30871 2022 [\d.]+(?: c)?/.exec(one)?.[0])).toEqual(["GB 30871 2022 5.3.1 c", "GB 30871 2022 5.3.2", "GB 30871 2022 5.3.1 c"]);
    expect(text).toContain("原“动火安全作业票”，集团“安泰动火作业票”，我们“C 公司动火票”");
    expect(text).toMatch(/子公司 C {2}特殊作业票 [\d.]+ {2}待升级 {2}改 1/);
  });

  it("is told once: a used link makes no second group, and the story says so by failing", async () => {
    await expect(tellGroupStory(tellerOf("en", () => undefined), server.url, server.setupToken)).rejects.toThrow(/first-run: 410/);
    expect(() => tellerOf("en", () => undefined).expect(false, "甲", "A", { seen: 1 })).toThrow(StoryFault);
  });
});
