import type { Reader, Tx } from "../context.ts";
import { readMeta, writeMeta } from "../storage/meta.ts";

/** How the accounts of a demo were made: the fixed password is for loopback only. */
export type DemoPasswords = "fixed" | "random";

export async function isDemo(from: Reader): Promise<boolean> {
  return (await readMeta(from, "demo")) === "1";
}

export async function demoPasswords(from: Reader): Promise<DemoPasswords | undefined> {
  return (await readMeta(from, "demo.passwords")) as DemoPasswords | undefined;
}

export async function markDemo(tx: Tx, passwords: DemoPasswords): Promise<void> {
  await writeMeta(tx, "demo", "1");
  await writeMeta(tx, "demo.passwords", passwords);
}
