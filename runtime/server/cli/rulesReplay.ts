import { existsSync, readFileSync } from "node:fs";
import { checkRule, formsOf, messageOf, Refusal, type AlertRule, type LiveReplayView, type Locale, type ReplayView } from "@safeloop/engine";
import { readHead } from "../alarms/engineHead.ts";
import { replayLive } from "../alarms/journal/replayLive.ts";
import { loadCalendars } from "../calendars/calendars.ts";
import type { Config } from "../config/config.ts";
import type { Store } from "../context.ts";
import { DefinitionMemory } from "../definitions/definitionMemory.ts";
import type { StoredReadings } from "../readings/history.ts";
import { ReadingLog } from "../readings/readingLog.ts";
import { RecentReadings } from "../readings/recentReadings.ts";
import { replayRule } from "../readings/replayRule.ts";
import { databaseFile, storeOptionsOf } from "../startServer.ts";
import { openStore } from "../storage/openStore.ts";
import { TagStore } from "../tags/tagStore.ts";
import { CliFault } from "./cliFault.ts";
import { liveReplayLines } from "./liveReplayLines.ts";
import { replayLines } from "./replayLines.ts";

/** What was asked on the command line. */
interface Ask {
  readonly rule: string | undefined; // a file, or the id of a published rule; mode live: a rule's id, or none for all
  readonly mode: "sorted" | "live";
  readonly from: number;
  readonly to: number;
  readonly tenant: string | undefined;
  readonly json: boolean;
}

/** Exit code where a live span did not come out as it is stored. */
const notEqual = 4;

/** Exit code where the replay ran, but the stored readings do not suffice for a finding. */
const notCovered = 3;

function askOf(args: readonly string[]): Ask {
  const options: Record<string, string> = {};
  const plain: string[] = [];
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at]!;
    if (arg === "--json") options["json"] = "1";
    else if (["--from", "--to", "--tenant", "--mode"].includes(arg)) options[arg.slice(2)] = args[++at] ?? "";
    else if (arg.startsWith("--")) throw new CliFault(`${arg} is no option of rules replay.`);
    else plain.push(arg);
  }
  const [rule] = plain;
  const mode = options["mode"] ?? "sorted";
  if (mode !== "sorted" && mode !== "live") throw new CliFault("--mode is sorted or live.");
  if ((rule === undefined && mode === "sorted") || plain.length > 1) throw new CliFault("Name one rule: a file, or the id of a published rule.");
  const instant = (name: "from" | "to"): number => {
    const ms = Date.parse(options[name] ?? "");
    if (Number.isNaN(ms)) throw new CliFault(`--${name} must be a time such as 2026-06-01T08:00:00+08:00.`);
    return ms;
  };
  return { rule, mode, from: instant("from"), to: instant("to"), tenant: options["tenant"], json: options["json"] === "1" };
}

function ruleOfFile(path: string): AlertRule {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as AlertRule;
  } catch (error) {
    throw new CliFault(`${path} is no rule: ${error instanceof Error ? error.message : String(error)}.`);
  }
}

async function tenantOf(store: Store, wanted: string | undefined): Promise<string> {
  const rows = await store.all<{ tenant_id: string }>({ sql: "select distinct tenant_id from org_units order by tenant_id", bindings: [] });
  const ids = rows.map((row) => row.tenant_id);
  const [only] = ids;
  if (only === undefined) throw new CliFault("There is no company in the database yet.");
  if (wanted === undefined && ids.length > 1) throw new CliFault(`There are several companies; name one with --tenant: ${ids.join(", ")}.`);
  if (wanted !== undefined && !ids.includes(wanted)) throw new CliFault(`There is no company ${wanted}; there are ${ids.join(", ")}.`);
  return wanted ?? only;
}

/** What the server that runs beside has in memory: the log after the last sealing. */
async function storedReadings(store: Store, tenantId: string, tags: TagStore): Promise<StoredReadings> {
  const head = await readHead(store, tenantId);
  const recent = new RecentReadings();
  if (head) for await (const batch of new ReadingLog(tenantId).read(store, head.sealedSeq, head.seq)) recent.add(batch.readings, batch.at);
  return { store, tenantId, numberOf: (id) => tags.numberOf(tenantId, id), recent: (tagNo) => recent.of(tagNo), recentCount: (tagNo) => recent.count(tagNo), reports: undefined };
}

/** The log of all alarms, or of one rule's, judged again. */
async function replayLog(store: Store, config: Config, { tenant, rule, from, to }: Ask, now: number): Promise<LiveReplayView> {
  if (rule !== undefined && existsSync(rule)) throw new CliFault("Mode live is about the rules that were in force then: name a rule's id, not a file.");
  if (!(from < Math.min(to, now))) throw new Refusal("READINGS_SPAN");
  return replayLive(store, { tenantId: await tenantOf(store, tenant), from, to: Math.min(to, now), calendars: loadCalendars(config).byId, ...(rule === undefined ? {} : { ruleId: rule }) });
}

async function replayOn(store: Store, config: Config, ask: Ask & { readonly rule: string }, now: number, locale: Locale): Promise<ReplayView> {
  const tenantId = await tenantOf(store, ask.tenant);
  const tags = new TagStore(store);
  await tags.load();
  const definitions = new DefinitionMemory(store, async () => undefined);
  await definitions.load(tenantId);
  const calendars = loadCalendars(config).byId;
  const isFile = existsSync(ask.rule);
  const rule = isFile ? ruleOfFile(ask.rule) : definitions.published(tenantId, "rules", ask.rule)?.definition;
  if (!rule) throw new CliFault(`There is neither a file nor a published rule ${ask.rule}.`);
  if (formsOf(rule).length > 0) throw new CliFault("A rule about forms is tried in the rule editor, or with POST /api/v1/rules/{id}/replay: what was sent is known to the server alone.");
  const wrong = checkRule(rule, tags.all(tenantId), [], {}, calendars).find((one) => one.severity === "error");
  if (wrong) throw new CliFault(`${ask.rule} ${wrong.path}: ${messageOf(wrong.code, wrong.params, locale)}`);
  const present = isFile ? definitions.published(tenantId, "rules", rule.id)?.definition : undefined;
  return replayRule(await storedReadings(store, tenantId, tags), { rule, present, tags: tags.all(tenantId), span: { from: ask.from, to: Math.min(ask.to, now) }, calendars });
}

/**
 * `safeloop rules replay`: a draft, or a published rule, on stored readings,
 * by the code of the route, beside a running server or without one; nothing is
 * changed. Exit code 3: too little was measured for a finding. With `--mode live`
 * the alarms of then are judged again from the journal; exit code 4: they did
 * not come out as they are stored.
 */
export async function rulesReplay(config: Config, args: readonly string[], now: number, locale: Locale, out: (line: string) => void): Promise<number> {
  const ask = askOf(args);
  if (config.databaseUrl === undefined && !existsSync(databaseFile(config.dataDir))) throw new CliFault(`There is no database in ${config.dataDir}. Set DATA_DIR to the folder of the server.`);
  const store = await openStore(storeOptionsOf(config));
  try {
    const { rule } = ask;
    if (ask.mode === "live" || rule === undefined) {
      const log = await replayLog(store, config, ask, now);
      if (ask.json) out(JSON.stringify(log, null, 2));
      else for (const line of liveReplayLines(log, locale)) out(line);
      return log.equal ? 0 : notEqual;
    }
    const view = await replayOn(store, config, { ...ask, rule }, now, locale);
    if (ask.json) out(JSON.stringify(view, null, 2));
    else for (const line of replayLines(view, locale)) out(line);
    return view.covered ? 0 : notCovered;
  } catch (error) {
    if (error instanceof Refusal) throw new CliFault(messageOf(error.code, error.params, locale));
    throw error;
  } finally {
    await store.close();
  }
}
