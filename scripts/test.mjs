// `npm test`: finds what the tests need, installs it where it may (root on
// Debian), says loudly what is missing, runs all tests and closes with one
// line `N passed, N failed`.
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync } from "node:fs";
import net from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const browsers = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].filter(Boolean);

function has(command) {
  return spawnSync("sh", ["-c", `command -v ${command}`]).status === 0;
}

function install(packages, why) {
  const mayInstall = process.getuid?.() === 0 && has("apt-get");
  if (!mayInstall) return false;
  console.log(`installing ${packages.join(" ")}: ${why}`);
  try {
    execFileSync("apt-get", ["update", "-qq"], { stdio: "ignore" });
    execFileSync("apt-get", ["install", "-y", "-qq", ...packages], { stdio: "ignore", env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } });
    return true;
  } catch {
    return false;
  }
}

function loud(text) {
  console.log(`\n!!! ${text}\n`);
}

function answers(host, port) {
  return new Promise((resolve) => {
    const socket = net.connect({ host, port, timeout: 2000 });
    socket.once("connect", () => (socket.destroy(), resolve(true)));
    for (const event of ["error", "timeout"]) socket.once(event, () => (socket.destroy(), resolve(false)));
  });
}

if (!browsers.some((path) => existsSync(path)) && !install(["chromium", "fonts-noto-cjk"], "the browser tests drive a real Chromium")) {
  loud("No Chromium found and none could be installed: the browser tests will fail. Install Debian's `chromium` or set CHROMIUM to its path.");
}
const database = new URL(process.env.TEST_DATABASE_URL ?? "postgres://postgres@127.0.0.1:5432/test");
if (!(await answers(database.hostname, Number(database.port || 5432)))) {
  loud(`PostgreSQL does not answer at ${database.host}: its half of the storage tests is SKIPPED. Set TEST_DATABASE_URL to run it.`);
}
if (!has("strace")) loud("strace is missing: the power-cut test is SKIPPED. Install Debian's `strace` to run it.");

const report = join(mkdtempSync(join(tmpdir(), "safeloop-test-")), "report.json");
const run = spawnSync(process.execPath, ["node_modules/vitest/vitest.mjs", "run", "--reporter=default", "--reporter=json", `--outputFile.json=${report}`, ...process.argv.slice(2)], { stdio: "inherit" });

let passed = 0;
let failed = 0;
let skipped = 0;
try {
  const result = JSON.parse(readFileSync(report, "utf8"));
  passed = result.numPassedTests;
  failed = result.numFailedTests + result.testResults.filter((file) => file.status === "failed" && file.assertionResults.length === 0).length;
  skipped = result.numPendingTests;
} catch {
  failed = 1;
}
if (run.status !== 0 && failed === 0) failed = 1;
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
process.exit(failed === 0 ? 0 : 1);
