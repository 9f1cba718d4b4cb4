import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";

/** What axe finds serious on the page as it stands: rule, how often, where first and why. */
export async function axeFindings(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa"]).analyze();
  return violations.filter(({ impact }) => impact === "serious" || impact === "critical").map(({ id, nodes }) => `${id} ×${nodes.length} ${nodes[0]?.target.join(" ")} ${nodes[0]?.failureSummary?.split("\n")[1]?.trim() ?? ""}`);
}
