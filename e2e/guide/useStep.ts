import type { Locator } from "playwright-core";
import { menu } from "./designer.ts";
import type { Reader } from "./reader.ts";
import { named, typed } from "./said.ts";
import type { Step } from "./step.ts";

const answer = (form: Locator, title: string): Locator => form.locator(".sf-field", { hasText: title });

/** A worker files a report: the new field is asked for, and who will see it is told before it is sent. */
async function report(reader: Reader): Promise<void> {
  const page = await reader.as("worker");
  await reader.click(menu(reader, "inbox"));
  await reader.click(page.getByRole("link", { name: reader.say("common:act.start") }));
  await reader.type(page.getByRole("searchbox").or(page.getByPlaceholder(reader.say("submissions:gallery.filter"))).first(), reader.text(typed.form));
  await reader.click(page.locator(".sl-start-card", { hasText: reader.text(named.form) }));
  reader.actions += 1; // the list of places is the browser's own
  await page.locator("[data-xid=place] select").first().selectOption({ label: reader.text(named.place) });
  await reader.type(page.locator("[data-xid=snap-desc] textarea"), reader.text(typed.report));
  await askWho(reader);
  await reader.click(answer(page.locator("main"), reader.text(typed.field)).getByText(reader.say("common:yes"), { exact: true }));
  await reader.click(page.getByRole("button", { name: reader.say("common:act.submit"), exact: true }));
  await page.waitForURL(/\/submissions\//);
}

async function askWho(reader: Reader): Promise<void> {
  const { page } = reader;
  const field = answer(page.locator("main"), reader.text(typed.field));
  await field.scrollIntoViewIfNeeded();
  const who = page.getByRole("button", { name: reader.say("submissions:who.other") });
  const missing = page.locator(".sl-check-text", { hasText: reader.say("submissions:checks.empty", { count: 1, fields: reader.text(typed.field) }) });
  const path = page.locator(".sl-forecast");
  await reader.sees(path, reader.text(named.director));
  await reader.look("10-who-will-see", { around: [page.locator("h1"), who, field, path], rings: [field, missing, path, who] });
  await reader.click(who);
  const dialog = page.getByRole("dialog");
  await reader.sees(dialog, reader.text(named.director));
  await reader.click(dialog.getByRole("button", { name: reader.say("common:act.close") }).first());
}

/** The director is asked, reads the new field, and the alarm stands on the console. */
async function asked(reader: Reader): Promise<void> {
  const page = await reader.as("director");
  await reader.click(menu(reader, "inbox"));
  const task = page.locator(".sl-task", { hasText: reader.text(typed.report) }).first();
  await reader.click(task);
  const detail = page.locator(".sl-detail");
  const field = answer(detail, reader.text(typed.field)).last();
  await reader.sees(field, reader.say("common:yes"));
  const approve = detail.getByRole("button", { name: reader.say("inbox:command.approve"), exact: true });
  await reader.look("11-approver-asked", { around: [task, detail], rings: [task, field, approve] });
  await reader.click(menu(reader, "alarms"));
  const row = page.locator(".sl-alarm-row", { hasText: reader.text(typed.rule) }).first();
  await reader.click(row);
  await reader.sees(page.locator(".sl-alarm-panel"), reader.text(typed.field));
  await reader.look("12-alarm", { around: [page.locator(".sl-alarm-head"), row], rings: [row] });
}

/** The rule tried once more: now there is a report that it is about. */
async function again(reader: Reader): Promise<void> {
  const page = await reader.as("designer");
  await reader.click(page.getByRole("button", { name: reader.say("replay:run") }));
  await reader.sees(page.locator(".dz-replay-figures > *").first(), "1");
}

export const useStep: Step = {
  title: { zh: "提交一份，看看都生效了", en: "Send one report and see all three" },
  minutes: 3,
  pictures: ["10-who-will-see", "11-approver-asked", "12-alarm"],
  walk: async (reader) => {
    await report(reader);
    await asked(reader);
    await again(reader);
  },
};
