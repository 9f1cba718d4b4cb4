import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const root = fileURLToPath(new URL("../../../../", import.meta.url));
const run = promisify(execFile);

async function emit(project: string): Promise<void> {
  // Types are judged by `npm run check`; here only the JavaScript is wanted.
  await run(process.execPath, ["node_modules/typescript/bin/tsc", "-p", project, "--noCheck", "--declaration", "false"], { cwd: root });
}

/**
 * Builds the server and the engine as `npm run build` does and gives the
 * command of a deployment: what is killed, restarted and timed is the program
 * that runs in a plant, not its sources under a loader.
 */
export async function buildProgram(): Promise<readonly string[]> {
  await Promise.all(["engine/tsconfig.build.json", "runtime/server/tsconfig.build.json"].map(emit));
  return [process.execPath, "runtime/server/dist/main.js"];
}
