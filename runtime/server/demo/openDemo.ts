import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { isLoopback, type Config } from "../config/config.ts";
import type { Clock, Store } from "../context.ts";
import { type DemoPasswords, demoPasswords, isDemo } from "./demoState.ts";
import { type DemoAccount, randomiseDemo, seedDemo, shownFixedAccounts } from "./seedDemo.ts";

/** Random demo passwords are printed at every start, so they are kept where only the server's user reads. */
function accountsFile(dataDir: string): string {
  return join(dataDir, "demo-accounts.json");
}

function keepAccounts(dataDir: string, accounts: readonly DemoAccount[]): readonly DemoAccount[] {
  const fd = openSync(accountsFile(dataDir), "w", 0o600);
  try {
    writeSync(fd, JSON.stringify(accounts, null, 2));
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
  return accounts;
}

async function freshDemo(store: Store, clock: Clock, config: Config): Promise<readonly DemoAccount[]> {
  const kind: DemoPasswords = isLoopback(config.host) ? "fixed" : "random";
  const accounts = await seedDemo(store, clock, kind);
  return kind === "random" ? keepAccounts(config.dataDir, accounts) : accounts;
}

async function reopenedDemo(store: Store, config: Config): Promise<readonly DemoAccount[]> {
  const kind = await demoPasswords(store);
  const fileThere = existsSync(accountsFile(config.dataDir));
  // The fixed password must never be reachable from another machine, whatever the folder was made for.
  if (kind === "fixed" && !isLoopback(config.host)) return keepAccounts(config.dataDir, await randomiseDemo(store));
  if (kind === "fixed") return shownFixedAccounts();
  return fileThere ? (JSON.parse(readFileSync(accountsFile(config.dataDir), "utf8")) as DemoAccount[]) : [];
}

export interface OpenedDemo {
  readonly demo: boolean;
  readonly accounts: readonly DemoAccount[];
}

/** Makes the demo in an empty store (unless told not to), or opens the one that is there. */
export async function openDemo(store: Store, clock: Clock, config: Config): Promise<OpenedDemo> {
  const empty = !(await store.first({ sql: "select id from org_units limit 1", bindings: [] }));
  if (empty) return config.demo === false ? { demo: false, accounts: [] } : { demo: true, accounts: await freshDemo(store, clock, config) };
  return (await isDemo(store)) ? { demo: true, accounts: await reopenedDemo(store, config) } : { demo: false, accounts: [] };
}
