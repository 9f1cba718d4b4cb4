/**
 * Random flows under random inputs, the engine against the naive reference, on
 * all processors: nothing may differ. The first difference ends the run and is
 * printed whole, with the seed and path that bring it back.
 * Usage: npm run test:long -- opinion [flows]. Prints progress, then
 * `N passed, N failed`.
 */
import { fork, type ChildProcess } from "node:child_process";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { type Compared, sameOnBothSides } from "../../engine/testing/index.ts";

const chunk = 2_000; // flows between two words of progress

interface Word {
  readonly flows: number;
  readonly inputs: number;
  readonly seen: readonly (readonly [string, number])[];
  readonly difference?: string;
}

/** One processor's share: chunk after chunk, each from a seed of its own. */
function compare(flows: number, seed: number): void {
  for (let done = 0, k = 0; done < flows; k++, done += chunk) {
    const compared: Compared = { flows: 0, inputs: 0, seen: new Map() };
    const run = fc.check(sameOnBothSides(compared), { numRuns: Math.min(chunk, flows - done), seed: seed + k });
    const difference = run.failed ? `${fc.defaultReportMessage(run)}\n${String(run.errorInstance)}` : undefined;
    process.send?.({ flows: compared.flows, inputs: compared.inputs, seen: [...compared.seen], ...(difference === undefined ? {} : { difference }) } satisfies Word);
    if (run.failed) return;
  }
}

class Run {
  readonly seen = new Map<string, number>();
  private readonly began = Date.now();
  private readonly children: ChildProcess[] = [];
  private told = 0;
  private flows = 0;
  private inputs = 0;
  differences = 0;

  constructor(private readonly wanted: number) {}

  async all(): Promise<void> {
    const processors = availableParallelism();
    const seed = (Math.random() * 2 ** 31) | 0;
    console.log(`${this.wanted.toLocaleString("en")} flows on ${processors} processors, seeds from ${seed}`);
    await Promise.all(Array.from({ length: processors }, (_, i) => this.part(Math.ceil(this.wanted / processors), seed + i * 100_000_000)));
    this.say();
    for (const [what, count] of [...this.seen].sort()) console.log(`  ${String(count).padStart(9)}  ${what}`);
    if (this.differences === 0 && this.flows < this.wanted) throw new Error(`${this.flows} of ${this.wanted} flows were compared`);
    console.log(`${this.flows} flows, ${this.inputs} inputs, ${this.differences} differences`);
    console.log(`${this.differences === 0 ? 1 : 0} passed, ${this.differences} failed`);
  }

  private part(flows: number, seed: number): Promise<void> {
    const child = fork(fileURLToPath(import.meta.url), ["part", String(flows), String(seed)]);
    this.children.push(child);
    child.on("message", (word) => this.hear(word as Word));
    return new Promise((resolve, reject) => child.on("exit", (code) => (code === 0 || this.differences > 0 ? resolve() : reject(new Error(`a part ended with ${code ?? "a signal"}`)))));
  }

  private hear(word: Word): void {
    this.flows += word.flows;
    this.inputs += word.inputs;
    for (const [what, count] of word.seen) this.seen.set(what, (this.seen.get(what) ?? 0) + count);
    if (word.difference !== undefined) {
      this.differences += 1;
      console.log(word.difference);
      for (const child of this.children) child.kill();
    } else if (Date.now() - this.told > 30_000) this.say();
  }

  private say(): void {
    this.told = Date.now();
    const seconds = (this.told - this.began) / 1_000;
    console.log(`${new Date().toISOString().slice(11, 19)}  ${this.flows.toLocaleString("en").padStart(9)} flows, ${(this.flows / seconds).toFixed(0)}/s, ${((100 * this.flows) / this.wanted).toFixed(1)} %`);
  }
}

const [what, flows, seed] = process.argv.slice(2);
if (what === "part") compare(Number(flows), Number(seed));
else {
  const run = new Run(Number(what ?? 1_000_000));
  await run.all();
  process.exitCode = run.differences === 0 ? 0 : 1;
}
