/** See `benchReplay`. The server runs in a process of its own, started with the flags that `npm start` gives it. */
import { ask, startServer } from "./child.ts";
import { atMost, median } from "./figures.ts";

/** One round: how long the replay took, in all and by the processor, for how long the server could do nothing else at most, what was found, and what was to be found. */
interface Round {
  readonly ms: number;
  readonly cpuMs: number;
  readonly heldMs: number;
  readonly found: string;
  readonly expected: string;
}

const rounds = 4;
const mostHeldMs = 50; // an alarm that comes meanwhile waits no longer
const goals = [{ tags: 1, ms: 1_000, what: "30 days of one tag" }, { tags: 50, ms: 15_000, what: "50 tags" }] as const;

/**
 * 30 days of readings at one in ten seconds (259,200 a tag) through the real
 * store: read back from sealed blocks, decoded, replayed under a draft and the
 * published rule. What comes out must equal a count made when they were written.
 */
export async function benchReplay(): Promise<{ readonly lines: readonly string[]; readonly holds: boolean }> {
  const server = startServer("replayServer.js");
  try {
    await ask(server);
    const lines: string[] = [];
    let holds = true;
    for (const { tags, ms, what } of goals) {
      await ask(server, { store: tags });
      const found: Round[] = [];
      for (let round = 0; round < (tags === 1 ? rounds + 1 : rounds); round += 1) found.push(await ask<Round>(server, { replay: tags }));
      const wrong = found.find((one) => one.found !== one.expected);
      if (wrong) throw new Error(`${what}: the replay found ${wrong.found}, there were ${wrong.expected}; there is no figure`);
      const timed = tags === 1 ? found.slice(1) : found; // the first compiles the code
      const took = median(timed.map((one) => one.ms));
      const isFast = took < ms;
      const held = atMost(`${what}: the server's own thread was held for, ms`, median(timed.map((one) => one.heldMs)), mostHeldMs);
      holds &&= isFast && held.holds;
      lines.push(`  ${isFast ? "holds" : "MISSED"}: ${what} ${(took / 1000).toFixed(2)} s (goal < ${ms / 1000} s; rounds ${timed.map((one) => (one.ms / 1000).toFixed(2)).join(", ")}; processor ${(median(timed.map((one) => one.cpuMs)) / 1000).toFixed(2)} s), ${found[0]?.found}`, held.text);
    }
    return { lines, holds };
  } finally {
    server.send("stop");
  }
}
