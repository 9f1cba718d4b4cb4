/**
 * `npm run bench -- [P6 …]`: compiles engine, server and benches as they ship
 * (the development loader names every closure, which would be measured with
 * it), then takes the figures.
 */
import { spawnSync } from "node:child_process";
import { copyFileSync } from "node:fs";

function run(command: string, args: readonly string[]): void {
  const { status } = spawnSync(command, args, { stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}

for (const project of ["engine", "bench"]) run("npx", ["tsc", "-p", `${project}/tsconfig.build.json`]);
copyFileSync("runtime/server/package.json", "bench/dist/runtime/server/package.json"); // the server tells its version from it
run(process.execPath, ["--expose-gc", "bench/dist/bench/main.js", ...process.argv.slice(2)]);
