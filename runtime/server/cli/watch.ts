import { spawn } from "node:child_process";
import { CliFault } from "./cliFault.ts";

export interface WatchOptions {
  readonly url: string; // of the installation
  readonly silenceMs: number; // without a sign of life: alarm
  readonly everyMs: number; // between two questions
  readonly hook?: string; // posted to when silent
  readonly run?: string; // command line run when silent
  readonly say: (line: string) => void;
}

/** So that the alarm is out within 30 s of the end: the engine's own proof may be 5 s old (robustness F25 [P]). */
const defaultSilenceS = 20;
const askMs = 2_000;

function valueOf(args: readonly string[], name: string): string | undefined {
  const at = args.indexOf(name);
  if (at < 0) return undefined;
  const value = args[at + 1];
  if (value === undefined) throw new CliFault(`${name} needs a value.`);
  return value;
}

function urlOf(text: string | undefined, what: string): string {
  if (text === undefined || !URL.canParse(text) || !/^https?:/.test(text)) throw new CliFault(`${what} must be an http or https address.`);
  return text.replace(/\/$/, "");
}

/** `watch <url> [--silence <seconds>] [--hook <url>] [--run <command>]` */
export function watchOptions(args: readonly string[], say: WatchOptions["say"]): WatchOptions {
  const silence = Number(valueOf(args, "--silence") ?? defaultSilenceS);
  if (!(silence >= 1 && silence <= 3600)) throw new CliFault("--silence must be seconds from 1 to 3600.");
  const [hook, run] = [valueOf(args, "--hook"), valueOf(args, "--run")];
  return { url: urlOf(args[0], "The first argument"), silenceMs: silence * 1000, everyMs: Math.min(askMs, silence * 250), say, ...(hook === undefined ? {} : { hook: urlOf(hook, "--hook") }), ...(run === undefined ? {} : { run }) };
}

/** True when the alarm engine says within the limit that it lives. */
async function lives(url: string, limitMs: number): Promise<boolean> {
  try {
    const answer = await fetch(`${url}/enginez`, { redirect: "manual", signal: AbortSignal.timeout(Math.ceil(limitMs)) });
    const body = (await answer.json()) as { readonly alive?: unknown };
    return answer.status === 200 && body.alive === true;
  } catch {
    return false; // no answer, or not ours
  }
}

function runCommand(command: string): Promise<string> {
  return new Promise((resolve) => {
    const child = spawn(command, { shell: true, stdio: "inherit" });
    child.on("error", (error) => resolve(error.message));
    child.on("exit", (code) => resolve(`ended with ${String(code)}`));
  });
}

async function callHook(hook: string, url: string, silentS: number): Promise<string> {
  try {
    const answer = await fetch(hook, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ event: "engine.silent", url, silentS }), redirect: "manual", signal: AbortSignal.timeout(10_000) });
    return `answered ${answer.status}`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function raise(options: WatchOptions, silentS: number): Promise<void> {
  const { url, hook, run, say } = options;
  say(`ALARM: the alarm engine at ${url} has given no sign of life for ${silentS} s. No alarm of that plant is judged now.`);
  const calls: Promise<void>[] = [];
  if (hook !== undefined) calls.push(callHook(hook, url, silentS).then((said) => say(`hook: ${said}`)));
  if (run !== undefined) calls.push(runCommand(run).then((said) => say(`command: ${said}`)));
  await Promise.all(calls);
}

/** Asks until the engine is silent for too long, from the beginning too; then alarms and ends with 3. */
export async function watch(options: WatchOptions): Promise<number> {
  const { url, silenceMs, everyMs, say } = options;
  say(`watching ${url}; alarm after ${silenceMs / 1000} s without a sign of life`);
  let last = performance.now();
  let isKnown = false;
  for (;;) {
    const left = last + silenceMs - performance.now();
    if (left <= 0) break;
    if (await lives(url, Math.min(left, 4_000))) {
      last = performance.now();
      if (!isKnown) say("the alarm engine lives");
      isKnown = true;
    }
    const pause = Math.min(everyMs, last + silenceMs - performance.now());
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, pause)));
  }
  await raise(options, Math.round((performance.now() - last) / 1000));
  return 3;
}
