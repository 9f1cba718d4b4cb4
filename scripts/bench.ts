/**
 * `npm run bench -- [P6 …]`: compiles engine, server and benches as they ship
 * (the development loader names every closure, which would be measured with
 * it), then takes the figures, with the flags that `npm start` gives the server.
 */
import { spawnSync } from "node:child_process";
import { copyFileSync, readFileSync } from "node:fs";

function run(command: string, args: readonly string[]): void {
  const { status } = spawnSync(command, args, { stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}

const { config } = JSON.parse(readFileSync("package.json", "utf8")) as { config: { serverFlags: string } };
for (const project of ["engine", "bench"]) run("npx", ["tsc", "-p", `${project}/tsconfig.build.json`]);
copyFileSync("runtime/server/package.json", "bench/dist/runtime/server/package.json"); // the server tells its version from it
run(process.execPath, ["--expose-gc", config.serverFlags, "bench/dist/bench/main.js", ...process.argv.slice(2)]);
