/**
 * `npm run check`: everything that must hold besides the tests. Each line is
 * one check; `npm run check -- types lint` runs only those named.
 */
import { spawn } from "node:child_process";

interface Check {
  readonly name: string;
  readonly what: string;
  readonly command: readonly string[];
}

const node = [process.execPath, "--conditions=source", "--import", "tsx"];
const bin = (name: string): string => `node_modules/.bin/${name}`;
const tsc = (project: string): Check => ({ name: "types", what: `types of ${project}`, command: [bin("tsc"), "-p", project] });

const checks: readonly Check[] = [
  tsc("engine/tsconfig.pure.json"),
  tsc("engine/tsconfig.json"),
  tsc("runtime/server/tsconfig.json"),
  tsc("runtime/web/tsconfig.json"),
  tsc("designer/tsconfig.json"),
  tsc("examples/demo-plant/tsconfig.json"),
  tsc("examples/group-and-subsidiary/tsconfig.json"),
  tsc("bench/ui/pages/tsconfig.json"),
  tsc("tsconfig.json"),
  { name: "lint", what: "typed lint, engine purity, file sizes", command: [bin("eslint"), "--max-warnings=0", "."] },
  { name: "imports", what: "import boundaries and cycles", command: [bin("depcruise"), "engine", "runtime", "designer", "examples", "scripts", "bench", "e2e", "--config", ".dependency-cruiser.cjs", "--output-type", "err"] },
  { name: "unused", what: "unused code and dependencies", command: [bin("knip")] },
  { name: "duplicates", what: "duplicate code", command: [bin("jscpd"), "engine", "runtime", "designer", "examples", "scripts"] },
  { name: "codes", what: "error-code table, reference page, zh/en messages", command: [...node, "scripts/reference.ts", "--check"] },
  { name: "packs", what: "template packs and their cases", command: [...node, "scripts/packCheck.ts"] },
  { name: "docs", what: "links and paths in the documents", command: [...node, "scripts/docsCheck.ts"] },
  { name: "docs", what: "pictures of the guide, against the cases run now", command: [...node, "scripts/pictures.ts", "--check"] },
  { name: "tokens", what: "no literal colour outside the theme", command: [...node, "scripts/colourCheck.ts"] },
];

function run(check: Check): Promise<{ ok: boolean; output: string; seconds: number }> {
  const started = performance.now();
  return new Promise((resolve) => {
    const [file = "", ...args] = check.command;
    const child = spawn(file, args, { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, FORCE_COLOR: "0", NODE_OPTIONS: "--max-old-space-size=6144" } });
    let output = "";
    child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
    child.on("close", (code) => resolve({ ok: code === 0, output, seconds: (performance.now() - started) / 1000 }));
  });
}

async function main(): Promise<void> {
  const wanted = process.argv.slice(2);
  const queue = checks.filter((check) => wanted.length === 0 || wanted.includes(check.name));
  let failed = 0;
  const worker = async (): Promise<void> => {
    for (let check = queue.shift(); check; check = queue.shift()) {
      const { ok, output, seconds } = await run(check);
      console.log(`${ok ? "ok  " : "FAIL"} ${check.what} (${seconds.toFixed(1)} s)`);
      if (!ok) {
        failed += 1;
        console.log(output.trimEnd());
      }
    }
  };
  await Promise.all([worker(), worker()]);
  console.log(failed === 0 ? "all checks hold" : `${failed} checks failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}

await main();
