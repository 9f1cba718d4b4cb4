/** Builds the web pages when their sources changed. `npm start` calls it; run directly it builds and says how long it took. */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const target = join(root, "dist/web");
const stampFile = join(target, "build-stamp.json");
const sources = ["engine", "runtime/web", "designer", "vite.config.ts", "scripts/flatPages.ts", "scripts/captureAssets.ts", "scripts/entryFiles.ts", "package-lock.json"];

type Out = (line?: string) => void;
interface Stamp { readonly hash: string; readonly modules: number }

function filesUnder(path: string): string[] {
  if (!existsSync(path)) return [];
  const entries = readdirSync(path, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile() && /\.(tsx?|css|html|json|svg|webmanifest|js)$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name)).map((entry) => join(entry.parentPath, entry.name)).filter((file) => !/[\\/](node_modules|dist)[\\/]/.test(file));
}

/** A digest of everything the pages are made of. */
function sourceHash(): string {
  const files = sources.map((name) => join(root, name)).flatMap((path) => (/\.\w+$/.test(path) ? [path] : filesUnder(path))).sort();
  const digest = createHash("sha256");
  for (const file of files) digest.update(relative(root, file)).update("\0").update(readFileSync(file)).update("\0");
  return digest.digest("hex");
}

function savedStamp(): Stamp | undefined {
  try {
    return JSON.parse(readFileSync(stampFile, "utf8")) as Stamp;
  } catch {
    return undefined; // never built, or an interrupted build: build again
  }
}

/** On a terminal the line is overwritten; otherwise one line a second at most. */
function progressLine(out: Out): { readonly show: (text: string) => void; readonly end: () => void } {
  let last = 0;
  const isTerminal = process.stdout.isTTY === true;
  const show = (text: string): void => {
    if (isTerminal) process.stdout.write(`\r${text}`);
    else if (Date.now() - last > 1000) {
      last = Date.now();
      out(text);
    }
  };
  return { show, end: () => isTerminal && process.stdout.write(`\r${" ".repeat(60)}\r`) };
}

/** Builds beside the old pages and swaps the folder at the end, so that an interrupted build leaves no half page. */
async function buildWeb(hash: string, expected: number, out: Out): Promise<number> {
  const { build } = await loadVite();
  const { webConfig } = await import("../vite.config.ts");
  const fresh = `${target}.${process.pid}.new`;
  const line = progressLine(out);
  let modules = 0;
  const progress = { name: "safeloop-progress", moduleParsed: () => void (++modules % 50 === 0 && line.show(`building the web apps ${Math.min(99, Math.round((modules / expected) * 100))} %`)) };
  const before = process.env["NODE_ENV"];
  process.env["NODE_ENV"] = "production"; // a test run says "test", and React's pages for developers would be built
  try {
    await build({ ...webConfig, configFile: false, logLevel: "warn", plugins: [...(webConfig.plugins ?? []), progress], build: { ...webConfig.build, outDir: fresh } });
    writeFileSync(join(fresh, "build-stamp.json"), JSON.stringify({ hash, modules } satisfies Stamp));
    rmSync(target, { recursive: true, force: true });
    renameSync(fresh, target);
  } finally {
    if (before === undefined) delete process.env["NODE_ENV"];
    else process.env["NODE_ENV"] = before;
    line.end();
    rmSync(fresh, { recursive: true, force: true });
  }
  return modules;
}

async function loadVite(): Promise<typeof import("vite")> {
  try {
    return await import("vite");
  } catch {
    throw new Error("the web apps are not built and the build tool is not installed. Run `npm ci` without --omit=dev, then `npm start` again.");
  }
}

/** Does nothing when the built pages match their sources. Throws with a sentence when they cannot be built. */
export async function buildWebIfStale(out: Out): Promise<void> {
  const hash = sourceHash();
  const saved = savedStamp();
  if (saved?.hash === hash) return;
  const started = performance.now();
  const modules = await buildWeb(hash, saved?.modules ?? 4000, out);
  out(`web apps built: ${modules} modules in ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await buildWebIfStale((text = "") => void process.stdout.write(`${text}\n`));
