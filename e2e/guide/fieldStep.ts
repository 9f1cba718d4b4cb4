import { fieldKind } from "@safeloop/engine";
import { askToPublish, find, line, listFilter, menu, open, publish, publishNow } from "./designer.ts";
import type { Reader } from "./reader.ts";
import { named, typed } from "./said.ts";
import type { Step } from "./step.ts";

/** Into the form, and the new kind dragged under a field. */
async function add(reader: Reader): Promise<void> {
  await reader.as("designer");
  const name = reader.text(named.form);
  await find(reader, "forms", reader.text(typed.form), name);
  await reader.look("01-open-form", { around: [menu(reader, "records"), reader.page.locator(".dz-list-bar .ant-input-affix-wrapper"), reader.page.locator(".dz-list h1")], rings: [menu(reader, "forms"), listFilter(reader), line(reader, name)] });
  await open(reader, name);
  const { page } = reader;
  const kind = page.locator(".dz-palette").getByRole("button", { name: reader.text(fieldKind("boolean")?.label ?? { zh: "", en: "" }) });
  const target = page.locator(".dz-canvas-field[data-xid=kind]");
  await reader.look("02-drag-field", { around: [kind, kind.locator("xpath=ancestor::section"), target], rings: [kind, target] });
  const count = await page.locator(".dz-canvas-field").count();
  await reader.dragBelow(kind, target, page.locator(".dz-canvas-field.drop-after[data-xid=kind]"));
  await page.locator(".dz-canvas-field").nth(count).waitFor(); // one more than before
}

/** Named in both languages and required. */
async function describe(reader: Reader): Promise<void> {
  const { page } = reader;
  const pane = page.locator(".dz-props");
  const [zh, en] = [pane.getByLabel(reader.say("designer:props.zh")), pane.getByLabel(reader.say("designer:props.en"))];
  await reader.type(zh, reader.text(typed.field));
  await reader.type(en, reader.text(typed.fieldInEnglish));
  const required = page.getByRole("switch", { name: reader.say("designer:props.required") });
  await reader.click(required);
  const field = page.locator(".dz-canvas-field.is-selected");
  await reader.sees(field, reader.text(typed.field));
  await reader.look("03-required", { around: [pane.locator("header"), required], rings: [zh, en, required] });
}

async function preview(reader: Reader): Promise<void> {
  const { page } = reader;
  const tab = page.locator(".dz-tabs").getByText(reader.say("designer:tab.preview"));
  await reader.click(tab);
  const field = page.locator(".dz-device .sf-field", { hasText: reader.text(typed.field) });
  await reader.sees(field);
  await reader.look("04-preview", { around: [tab, field, page.locator(".dz-device [data-xid=place]").first()], rings: [tab, field] });
}

export const fieldStep: Step = {
  title: { zh: "给表单加一个必填的字段", en: "Add a field that must be filled in" },
  minutes: 2,
  pictures: ["01-open-form", "02-drag-field", "03-required", "04-preview", "05-publish"],
  walk: async (reader) => {
    await add(reader);
    await describe(reader);
    await preview(reader);
    const dialog = await askToPublish(reader, reader.text(typed.whyForm));
    for (const words of ["publish.effect.forms", "publish.keep", "publish.clean"]) await reader.sees(dialog, reader.say(`designer:${words}`, { revision: 1 }));
    await reader.look("05-publish", { around: [dialog.locator(".ant-modal-content, .ant-modal-container").first()], rings: [dialog.locator("textarea"), publishNow(reader, dialog, 2)] });
    await publish(reader, dialog, 2);
  },
};
