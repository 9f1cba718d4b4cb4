#!/usr/bin/env node
import { ConfigFault } from "../config/index.ts";
import { DataDirInUse } from "../storage/dataDirLock.ts";
import { NewerDatabase } from "../storage/migrate.ts";
import { CliFault } from "./cliFault.ts";
import { runCli } from "./runCli.ts";

function isExpected(error: unknown): error is Error {
  return error instanceof CliFault || error instanceof ConfigFault || error instanceof DataDirInUse || error instanceof NewerDatabase;
}

runCli(process.argv.slice(2), process.env).then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${isExpected(error) ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(1);
  },
);
