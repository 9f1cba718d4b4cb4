import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { HttpStandIn } from "../notify/channels/standIns.testkit.ts";
import { freePort, ServerProcess } from "../testing/crash/serverProcess.ts";
import { runCli } from "./runCli.ts";
import { watch, watchOptions } from "./watch.ts";

const cleanUp: (() => Promise<unknown> | void)[] = [];
afterEach(async () => {
  for (const one of cleanUp.splice(0).reverse()) await one();
});

async function standIn(answer: HttpStandIn["answer"]): Promise<HttpStandIn> {
  const server = await new HttpStandIn(answer).start();
  cleanUp.push(() => server.stop());
  return server;
}

it("raises the alarm when a real server is stopped with SIGSTOP, and not before", async () => {
  const dataDir = mkdtempSync(join(tmpdir(), "safeloop-watch-"));
  cleanUp.push(() => rmSync(dataDir, { recursive: true, force: true }));
  const server = new ServerProcess({ port: await freePort(), dataDir, command: [process.execPath, "--conditions=source", "--import", "tsx", "runtime/server/main.ts"], env: { SAFELOOP_DEMO: "0" } });
  await server.start(120_000);
  const { pid } = server;
  cleanUp.push(async () => {
    process.kill(pid, "SIGCONT");
    await server.end("SIGKILL");
  });
  const hook = await standIn(() => ({ status: 200 }));
  const said: string[] = [];
  let ended: number | undefined;
  const watching = watch({ ...watchOptions([server.url, "--silence", "5", "--hook", hook.url], (line) => said.push(line)) }).then((code) => (ended = code));
  while (!said.includes("the alarm engine lives")) await new Promise((resolve) => setTimeout(resolve, 50));
  await new Promise((resolve) => setTimeout(resolve, 6_000)); // longer than the silence it waits for
  expect([ended, hook.got.length]).toEqual([undefined, 0]);
  process.kill(pid, "SIGSTOP");
  expect(await watching).toBe(3);
  expect(hook.json()).toEqual([{ event: "engine.silent", url: server.url, silentS: expect.any(Number) as number }]);
  expect(said.filter((line) => line.startsWith("ALARM"))).toHaveLength(1);
}, 180_000);

describe("the watch", () => {
  it("takes a server that answers but whose engine does not live for silent, and one that is not ours", async () => {
    for (const body of ['{"alive":false}', "{}", "<html>"]) {
      const server = await standIn(() => ({ status: body.includes("false") ? 503 : 200, body }));
      expect(await runCli(["watch", server.url.replace("/hook", ""), "--silence", "1"], {})).toBe(3);
    }
  });

  it("alarms too when there was nobody from the beginning, and runs the command", async () => {
    const hook = await standIn(() => ({ status: 500 }));
    const said: string[] = [];
    expect(await watch(watchOptions(["http://127.0.0.1:9", "--silence", "1", "--hook", hook.url, "--run", "exit 7"], (line) => said.push(line)))).toBe(3);
    expect(said.slice(1).sort()).toEqual([expect.stringMatching(/^ALARM/), "command: ended with 7", "hook: answered 500"]);
  });

  it.each([[[]], [["ftp://x"]], [["http://x", "--silence", "0"]], [["http://x", "--silence"]], [["http://x", "--hook", "y"]]])("says in one sentence what is wrong with %j", async (args) => {
    await expect(runCli(["watch", ...args], {})).rejects.toThrow(/^[^\n]+\.$/);
  });
});
