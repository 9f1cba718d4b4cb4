// First step of `npm start`, in plain JavaScript: says in one sentence what a
// bare system lacks, and only then starts the TypeScript entry.
import { spawn } from "node:child_process";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);

function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) stop(`Safeloop needs Node.js 20.19 or newer; this is ${process.versions.node}.`);

try {
  require.resolve("tsx");
} catch {
  stop("The development packages are not installed. Run `npm ci` (without --omit=dev), or `npm run build` where they are and then `node --max-semi-space-size=64 runtime/server/dist/main.js` here.");
}

if ((process.env.SQLITE_DRIVER ?? "better-sqlite3") === "better-sqlite3" && !process.env.DATABASE_URL) {
  try {
    const Database = require("better-sqlite3");
    new Database(":memory:").close();
  } catch {
    stop("The SQLite driver could not be loaded: its native part is not built. On Debian run `apt-get install -y build-essential python3` and then `npm ci` again.");
  }
}

// Short-lived objects of some hundred requests fit in 64 MiB: they are gone before anybody has to look for them.
const { serverFlags } = require("../package.json").config;
const child = spawn(process.execPath, [serverFlags, "--conditions=source", "--import", "tsx", "scripts/start.ts", ...process.argv.slice(2)], { stdio: "inherit" });
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
child.on("exit", (code, signal) => process.exit(signal ? 1 : (code ?? 0)));
