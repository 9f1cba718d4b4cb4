import { defineConfig } from "vitest/config";

const conditions = ["source", "module", "node", "development|production"];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    exclude: ["**/node_modules/**", "**/dist/**"],
    setupFiles: ["scripts/vitestSetup.ts"],
    testTimeout: 30_000,
    pool: "forks",
    maxWorkers: 2,
    projects: [
      { extends: true, test: { name: "unit", include: ["{engine,runtime,designer,examples,templates,scripts}/**/*.test.{ts,tsx}"] } },
      // Each file starts the whole product and measures seconds: after the rest, one at a time.
      { extends: true, test: { name: "e2e", include: ["e2e/**/*.test.ts"], maxWorkers: 1, fileParallelism: false, sequence: { groupOrder: 1 } } },
    ],
  },
});
