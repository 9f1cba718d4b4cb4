import type { Locator } from "playwright-core";
import { askToPublish, backToLists, menu, publish } from "./designer.ts";
import type { Reader } from "./reader.ts";
import { named, typed } from "./said.ts";
import type { Step } from "./step.ts";

const view = (reader: Reader, name: "sentence" | "tree"): Locator => reader.page.locator(".dz-rule-main").getByText(reader.say(`designer:rule.view.${name}`), { exact: true });
const field = (reader: Reader, name: string): Locator => reader.page.getByRole("textbox", { name: reader.say(`designer:${name}`), exact: true });

async function begin(reader: Reader): Promise<void> {
  await backToLists(reader);
  await reader.click(menu(reader, "rules"));
  await reader.click(reader.page.getByRole("button", { name: reader.say("designer:list.new.rules") }));
  const dialog = reader.page.getByRole("dialog");
  await reader.type(dialog.getByLabel(reader.say("designer:new.id")), reader.text(typed.ruleId));
  await reader.type(dialog.getByLabel(reader.say("designer:new.zh")), reader.text(typed.rule));
  await reader.type(dialog.getByLabel(reader.say("designer:new.en")), reader.text(typed.ruleInEnglish));
  await reader.click(dialog.getByRole("button", { name: reader.say("designer:new.ok") }));
}

/** What it is about and when it holds. */
async function condition(reader: Reader): Promise<void> {
  const { page } = reader;
  const list = (name: string): string => reader.say(`designer:${name}`);
  await reader.pick(list("select.by"), list("select.form"));
  await reader.pick(list("select.form"), reader.text(named.form), reader.text(typed.form));
  await reader.click(view(reader, "tree"));
  await reader.pick(list("rule.term"), list("rule.formTerm.latest"));
  await reader.pick(list("rule.formField"), reader.text(typed.field), reader.text(typed.field));
  const row = page.locator(".dz-tree-row");
  await reader.sees(row, reader.text(typed.field));
  const boxes = row.locator(".ant-select");
  const form = page.locator(".dz-props .ant-select", { hasText: reader.text(named.form) });
  await reader.look("08-condition", { around: [row, view(reader, "tree"), form, page.locator(".dz-props header")], rings: [page.locator(".dz-props .ant-select", { hasText: list("select.form") }).first(), form, view(reader, "tree"), boxes.nth(0), boxes.nth(1)] });
}

/** How urgent it is and what it says. */
async function describe(reader: Reader): Promise<void> {
  const { page } = reader;
  await reader.click(view(reader, "sentence"));
  await reader.click(page.getByRole("button", { name: reader.say("designer:priority.P3") }));
  await reader.pick(reader.say("designer:rule.priority"), reader.say("designer:priority.P2"));
  await reader.type(field(reader, "rule.message_zh"), reader.text(typed.message));
  await reader.type(field(reader, "rule.message_en"), reader.text(typed.messageInEnglish));
}

async function tryIt(reader: Reader): Promise<void> {
  const { page } = reader;
  const [week, run] = [page.locator(".dz-replay").getByText(reader.say("replay:span.week"), { exact: true }), page.getByRole("button", { name: reader.say("replay:run") })];
  await reader.click(week);
  await reader.click(run);
  const figure = page.locator(".dz-replay-figures > *").first();
  await reader.sees(figure, "0");
  const sentence = page.locator(".dz-rule-sentence");
  await reader.sees(sentence, reader.text(typed.field));
  await reader.look("09-try-rule", { around: [page.locator(".dz-rule-main > *").first(), page.locator(".dz-replay")], rings: [page.getByRole("button", { name: reader.say("designer:priority.P2") }), run, figure] });
}

export const ruleStep: Step = {
  title: { zh: "加一条报警规则", en: "Add an alert rule" },
  minutes: 3,
  pictures: ["08-condition", "09-try-rule"],
  walk: async (reader) => {
    await begin(reader);
    await condition(reader);
    await describe(reader);
    await tryIt(reader);
    const dialog = await askToPublish(reader, reader.text(typed.whyRule));
    for (const words of ["publish.effect.rules", "publish.clean"]) await reader.sees(dialog, reader.say(`designer:${words}`));
    await publish(reader, dialog, 1);
  },
};
