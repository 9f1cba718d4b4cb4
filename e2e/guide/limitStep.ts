import { backToLists, find, open, publishButton } from "./designer.ts";
import { named, typed } from "./said.ts";
import type { Step } from "./step.ts";

/** A limit of the law made looser: refused with its clause, and undone. */
export const limitStep: Step = {
  title: { zh: "系统不让改的时候", en: "When it is refused" },
  pictures: ["13-refused"],
  walk: async (reader) => {
    const page = await reader.as("designer");
    await backToLists(reader);
    await find(reader, "rules", reader.text(typed.gas), reader.text(named.gasRule));
    await open(reader, reader.text(named.gasRule));
    const limit = page.locator("input[data-limit=lt4]");
    await reader.type(limit, reader.text(typed.looser));
    await page.keyboard.press("Tab");
    const problems = page.getByRole("button", { name: reader.say("designer:problems.count_one", { count: 1 }) });
    await reader.click(problems);
    const told = page.locator(".dz-problems");
    await reader.sees(told, reader.text(typed.looser));
    await reader.sees(page.locator(".dz-props"), reader.text(named.clause));
    if (await publishButton(reader).isEnabled()) throw new Error("a looser limit may be published");
    await page.setViewportSize({ width: 1280, height: 560 }); // the limit and the list of problems close together
    await reader.look("13-refused", { around: [problems, page.locator(".dz-props"), told], rings: [page.locator(".dz-props .ant-input-number-affix-wrapper, .dz-props .ant-input-number", { has: limit }).first(), problems, told] });
    await reader.click(page.getByRole("button", { name: reader.say("designer:undo") }));
    await reader.sees(page.getByRole("button", { name: reader.say("designer:problems.none") }));
  },
};
