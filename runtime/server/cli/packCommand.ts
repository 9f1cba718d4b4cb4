import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { judgePack, messageOf, packsFromFiles, Refusal, type Locale, type Pack, type PackFile, type PackJudgement } from "@safeloop/engine";
import type { Config } from "../config/index.ts";
import { archiveOf, packFilesOf } from "../packs/archive/packArchive.ts";
import { readArchive } from "../packs/archive/readArchive.ts";
import { keyIdOf, newSigningKey, publicPartOf, signed, signerOf, type Signer } from "../packs/archive/signature.ts";
import { writeArchive } from "../packs/archive/writeArchive.ts";
import { packFilesIn, packFolders } from "../packs/loadPacks.ts";
import { CliFault } from "./cliFault.ts";

type Say = (line: string) => void;

/** `safeloop pack …`; its exit code: 0 sound, 1 faults, 2 wrong use. */
export async function packCommand(config: Config, args: readonly string[], now: number, locale: Locale, say: Say): Promise<number> {
  const [verb, ...rest] = args;
  if (verb === "check") return check(config, named(rest, 0, "the folder or zip of the pack"), rest.includes("--json"), locale, say);
  if (verb === "build") return build(named(rest, 0, "the folder of the pack"), named(rest, 1, "the file to write"), rest, now, say);
  if (verb === "key") return makeKey(named(rest, 0, "the file to write"), say);
  throw new CliFault("safeloop pack check | build | key");
}

/** The n-th argument that is no option, nor the value of one. */
function named(args: readonly string[], n: number, what: string): string {
  const plain = args.filter((arg, i) => !arg.startsWith("--") && !["--key", "--name"].includes(args[i - 1] ?? ""));
  const found = plain[n];
  if (found === undefined) throw new CliFault(`Name ${what}.`);
  return found;
}

function option(args: readonly string[], name: string): string | undefined {
  const at = args.indexOf(name);
  return at === -1 ? undefined : args[at + 1];
}

interface Given {
  readonly files: readonly PackFile[];
  readonly signer?: Signer;
}

async function given(path: string): Promise<Given> {
  if (!existsSync(path)) throw new CliFault(`There is no ${path}.`);
  if (statSync(path).isDirectory()) return { files: packFilesIn(path) };
  const files = await readArchive(readFileSync(path));
  const signer = signerOf(files);
  return { files: packFilesOf(files), ...(signer ? { signer } : {}) };
}

/** What is wrong with a pack, as a person reads it. */
interface PackReport extends PackJudgement {
  readonly pack: Pack;
}

function judged(config: Config, files: readonly PackFile[]): PackReport {
  const shipped = (packFolders(config) ?? []).map(packFilesIn);
  const read = packsFromFiles([files, ...shipped]);
  const [first, ...others] = read;
  if (!first) throw new CliFault("The pack has no files.");
  return { pack: first.pack, ...judgePack(first.pack, others.map((one) => one.pack), first.issues) };
}

async function check(config: Config, path: string, asJson: boolean, locale: Locale, say: Say): Promise<number> {
  const found = await given(path).catch((error: unknown) => refused(error, locale, say));
  if (!found) return 1;
  const report = judged(config, found.files);
  const errors = report.issues.filter((one) => one.severity === "error").length;
  const worded = report.issues.map((one) => ({ ...one, message: messageOf(one.code, one.params, locale) }));
  if (asJson) say(JSON.stringify({ id: report.pack.manifest.id, version: report.pack.manifest.version, signer: found.signer ?? null, cases: report.cases, passed: report.passed, errors, issues: worded }));
  else {
    for (const one of worded) say(`${one.severity === "error" ? "ERROR" : "warn "} ${one.path} ${one.code}\n      ${one.message}`);
    say(`${String(report.pack.manifest.id)} ${String(report.pack.manifest.version)}: ${report.pack.forms.length} forms, ${report.pack.flows.length} flows, ${report.pack.rules.length} rules, cases ${report.passed}/${report.cases}, ${errors} errors${found.signer ? `, signed by ${found.signer.name} (${found.signer.keyId})` : ", not signed"}`);
  }
  return errors === 0 ? 0 : 1;
}

function refused(error: unknown, locale: Locale, say: Say): undefined {
  if (!(error instanceof Refusal)) throw error;
  say(`ERROR ${error.code}\n      ${messageOf(error.code, error.params, locale)}`);
  for (const one of error.issues) say(`      ${messageOf(one.code, one.params, locale)}`);
  return undefined;
}

async function build(folder: string, file: string, args: readonly string[], now: number, say: Say): Promise<number> {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) throw new CliFault(`There is no folder ${folder}.`);
  const key = option(args, "--key");
  const files = archiveOf(folder);
  const whole = key === undefined ? files : signed(files, readFileSync(key, "utf8"), option(args, "--name") ?? basename(folder), new Date(now).toISOString());
  writeFileSync(file, await writeArchive(whole));
  say(`${file}: ${files.length} files${key === undefined ? ", not signed" : ", signed"}`);
  return 0;
}

function makeKey(file: string, say: Say): number {
  if (existsSync(file)) throw new CliFault(`${file} exists already; a key is never overwritten.`);
  const pem = newSigningKey();
  writeFileSync(file, pem, { mode: 0o600, flag: "wx" });
  const publicKey = publicPartOf(pem);
  say(`${file}: keep it safe. Give this to those who should trust your packs:\n${publicKey}\n${keyIdOf(publicKey)}`);
  return 0;
}
