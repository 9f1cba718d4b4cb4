import { defineConfig } from "vitest/config";

const conditions = ["source", "module", "node", "development|production"];

const crash = "runtime/server/testing/crash/*.test.ts";

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    exclude: ["**/node_modules/**", "**/dist/**"],
    setupFiles: ["scripts/vitestSetup.ts"],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    pool: "forks",
    maxWorkers: 2,
    projects: [
      { extends: true, test: { name: "unit", include: ["{engine,runtime,designer,examples,templates,scripts}/**/*.test.{ts,tsx}"], exclude: [crash, "**/node_modules/**", "**/dist/**"] } },
      // It judges how soon a killed server is ready: neighbours on the processors would be measured too.
      { extends: true, test: { name: "crash", include: [crash], maxWorkers: 1, sequence: { groupOrder: 1 } } },
      // Each file starts the whole product and measures seconds: after the rest, one at a time.
      { extends: true, test: { name: "e2e", include: ["e2e/**/*.test.ts"], maxWorkers: 1, fileParallelism: false, sequence: { groupOrder: 2 } } },
    ],
  },
});
