import { menu } from "./designer.ts";
import { named, typed } from "./said.ts";
import type { Step } from "./step.ts";

/** What was published last on the pack is taken back; what runs stays. */
export const backStep: Step = {
  title: { zh: "改错了怎么退回", en: "How to go back" },
  pictures: ["14-go-back"],
  walk: async (reader) => {
    const page = await reader.as("admin");
    await reader.click(menu(reader, "gallery"));
    await reader.type(page.getByPlaceholder(reader.say("packs:search")), reader.text(typed.form));
    await page.keyboard.press("Enter");
    await reader.click(page.locator("main").getByText(reader.text(named.form), { exact: true }).first());
    await reader.click(page.getByRole("link", { name: reader.say("packs:act.changes") }).or(page.getByRole("button", { name: reader.say("packs:act.changes") })).first());
    const back = page.getByRole("button", { name: reader.say("packs:back.act"), exact: true });
    const moves = page.locator(".sl-changes-history");
    await reader.sees(moves, reader.text(typed.whyFlow));
    await reader.look("14-go-back", { around: [back, moves], rings: [back, moves.getByText(reader.text(typed.whyFlow))] });
    await reader.click(back);
    const dialog = page.getByRole("dialog");
    await reader.type(dialog.locator("textarea"), reader.text(typed.whyBack));
    await reader.click(dialog.getByRole("button", { name: reader.say("packs:back.act"), exact: true }));
    await reader.sees(moves, reader.text(typed.whyBack));
  },
};
