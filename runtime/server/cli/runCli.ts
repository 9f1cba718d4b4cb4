import { createPublicKey } from "node:crypto";
import { existsSync } from "node:fs";
import type { Locale } from "@safeloop/engine";
import { readAuditKeys } from "../audit/auditKey.ts";
import { checkpointFile } from "../audit/sealer.ts";
import { readCheckpoints, verifyAudit } from "../audit/verifyAudit.ts";
import { type Config, readConfig } from "../config/index.ts";
import { productVersion } from "../ops/version.ts";
import { databaseFile, storeOptionsOf } from "../startServer.ts";
import { openStore } from "../storage/openStore.ts";
import { backup } from "./backup.ts";
import { CliFault } from "./cliFault.ts";
import { doctor } from "./doctor.ts";
import { packCommand } from "./packCommand.ts";
import { release, restore } from "./restore.ts";
import { rulesReplay } from "./rulesReplay.ts";
import { watch, watchOptions } from "./watch.ts";

const usage = `safeloop <command>       reads DATA_DIR, DATABASE_URL … like the server

  backup <folder>                     copy the running installation to an empty folder
  restore <folder> [--force]          put a backup into DATA_DIR; it sends nothing until released
  release                             let a restored copy send notices, webhooks and messages
  doctor                              look for what is wrong
  audit verify [--checkpoints <file>] check the audit chain, also against checkpoints kept elsewhere
  rules replay <rule.json|rule id> --from <time> --to <time> [--tenant <id>] [--json]
                                      what a rule would have done on stored readings, and how it differs from the published one;
                                      ends with 3 where too little was measured
  rules replay [rule id] --mode live --from <time> --to <time> [--tenant <id>] [--json]
                                      judges what was live then again and compares it with the log of alarms; ends with 4 where they differ
  pack check <folder or zip> [--json] check a template pack and play its cases, beside the packs of this installation
  pack build <folder> <file.zip> [--key <key.pem>] [--name <publisher>]
                                      one file of a pack, signed when a key is given
  pack key <file.pem>                 make a key to sign packs with
  watch <url> [--silence <seconds>] [--hook <url>] [--run <command>]
                                      from another machine: alarm and end with 3 when the alarm engine falls silent`;

const out = (line: string): void => void process.stdout.write(`${line}\n`);

function folderArgument(args: readonly string[]): string {
  const folder = args.find((arg) => !arg.startsWith("--"));
  if (folder === undefined) throw new CliFault("Name the folder of the backup.");
  return folder;
}

async function auditVerify(config: Config, args: readonly string[]): Promise<number> {
  if (config.databaseUrl === undefined && !existsSync(databaseFile(config.dataDir))) throw new CliFault(`There is no database in ${config.dataDir}. Set DATA_DIR to the folder of the server.`);
  const at = args.indexOf("--checkpoints");
  const given = at >= 0 ? args[at + 1] : undefined;
  if (at >= 0 && (given === undefined || !existsSync(given))) throw new CliFault("--checkpoints names a file that does not exist.");
  const keys = readAuditKeys(config.dataDir);
  const store = await openStore(storeOptionsOf(config));
  try {
    const outside = [...readCheckpoints(checkpointFile(config.dataDir)), ...(given ? readCheckpoints(given) : [])];
    const verdict = await verifyAudit({ from: store, rowKey: keys.rowKey, publicKey: createPublicKey(keys.privateKey), outside });
    out(verdict.ok ? `${verdict.entries} entries hold, ${verdict.unsealed} not sealed yet` : `first bad entry: ${verdict.firstBadSeq} (${verdict.why})`);
    return verdict.ok ? 0 : 1;
  } finally {
    await store.close();
  }
}

async function runDoctor(config: Config): Promise<number> {
  const findings = await doctor(config);
  for (const { what, state, say } of findings) out(`${state === "ok" ? "ok     " : state.padEnd(7)} ${what}: ${say}`);
  return findings.some((one) => one.state === "fault") ? 1 : 0;
}

/** The language of reports; faults of the command line are in English. */
function localeOf(env: NodeJS.ProcessEnv): Locale {
  return /^zh/i.test(env["LC_ALL"] ?? env["LC_MESSAGES"] ?? env["LANG"] ?? "") ? "zh-CN" : "en";
}

/** Runs one command; its exit code. */
export async function runCli(args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const [command = "", ...rest] = args;
  const config = readConfig(env);
  switch (command) {
    case "backup": {
      const manifest = await backup(config, folderArgument(rest), Date.now());
      out(`backed up ${manifest.database} at ${manifest.at} to ${folderArgument(rest)}`);
      return 0;
    }
    case "restore": {
      const manifest = await restore(config, folderArgument(rest), rest.includes("--force"));
      out(`restored the backup of ${manifest.at} into ${config.dataDir}; nothing is sent until \`safeloop release\``);
      return 0;
    }
    case "release":
      await release(config);
      out("released: notices, webhooks and messages are sent again");
      return 0;
    case "doctor":
      return runDoctor(config);
    case "audit":
      if (rest[0] === "verify") return auditVerify(config, rest.slice(1));
      break;
    case "rules":
      if (rest[0] === "replay") return rulesReplay(config, rest.slice(1), Date.now(), localeOf(env), out);
      break;
    case "pack":
      return packCommand(config, rest, Date.now(), localeOf(env), out);
    case "watch":
      return watch(watchOptions(rest, out));
    case "version":
      out(productVersion);
      return 0;
    default:
  }
  out(usage);
  return command === "" || command === "help" || command === "--help" ? 0 : 2;
}
