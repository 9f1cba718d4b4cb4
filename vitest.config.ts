import { defineConfig } from "vitest/config";

const conditions = ["source", "module", "node", "development|production"];

const story = "e2e/story.test.ts";
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
      // Each file starts the whole product and a browser.
      { extends: true, test: { name: "e2e", include: ["e2e/**/*.test.ts"], exclude: [story, "**/node_modules/**"], sequence: { groupOrder: 2 } } },
      // It measures how soon an alarm is seen: after the rest, alone.
      { extends: true, test: { name: "story", include: [story], maxWorkers: 1, sequence: { groupOrder: 3 } } },
    ],
  },
});
