/**
 * A group and its three subsidiaries, over the public HTTP interface only:
 * `npm run example:group` (`-- --en` for English). Starts a server of its own on
 * a temporary folder; `SAFELOOP_URL` and `SAFELOOP_SETUP_TOKEN` name an empty
 * one that runs already. Ends with 0 only when every expectation held.
 */
import { startOwnServer } from "./server.ts";
import { tellGroupStory } from "./story.ts";
import { tellerOf } from "./tell.ts";

async function main(): Promise<void> {
  const tell = tellerOf(process.argv.includes("--en") ? "en" : "zh", (line) => console.log(line));
  const [url, setupToken] = [process.env["SAFELOOP_URL"], process.env["SAFELOOP_SETUP_TOKEN"]];
  const server = url !== undefined && setupToken !== undefined ? { url, setupToken, stop: async () => undefined } : await startOwnServer();
  try {
    await tellGroupStory(tell, server.url, server.setupToken);
    console.log(tell.language === "zh" ? `\n全部 ${tell.held()} 项预期成立。` : `\nAll ${tell.held()} expectations held.`);
  } finally {
    await server.stop();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
