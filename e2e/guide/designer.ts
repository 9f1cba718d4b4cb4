import type { Locator } from "playwright-core";
import type { Reader } from "./reader.ts";

type Kind = "forms" | "flows" | "rules";

/** Where in the menu on the left the reader goes. */
export function menu(reader: Reader, entry: string): Locator {
  return reader.page.locator(`.sl-nav a[title="${reader.say(`frame:nav.${entry}`)}"]`);
}

export function listFilter(reader: Reader): Locator {
  return reader.page.getByRole("textbox", { name: reader.say("designer:list.filter") });
}

export function line(reader: Reader, name: string): Locator {
  return reader.page.getByRole("link", { name, exact: true });
}

/** From a list of the designer to one of its lines. */
export async function find(reader: Reader, kind: Kind, letters: string, name: string): Promise<void> {
  await reader.click(menu(reader, kind));
  await reader.type(listFilter(reader), letters);
  await reader.sees(line(reader, name));
}

export async function open(reader: Reader, name: string): Promise<void> {
  await reader.click(line(reader, name));
  await reader.sees(reader.page.locator(".dz-head"), name);
}

export async function backToLists(reader: Reader): Promise<void> {
  await reader.click(reader.page.getByRole("button", { name: reader.say("designer:back") }));
}

export const publishButton = (reader: Reader): Locator => reader.page.getByRole("button", { name: reader.say("designer:publish.open") });

/** Presses publish and writes why; what follows stands in the dialog. */
export async function askToPublish(reader: Reader, why: string): Promise<Locator> {
  await reader.sees(reader.page.locator(".dz-status"), reader.say("designer:save.saved", { at: "" }).trim());
  await reader.click(publishButton(reader));
  const dialog = reader.page.getByRole("dialog");
  await reader.type(dialog.locator("textarea"), why);
  return dialog;
}

export const publishNow = (reader: Reader, dialog: Locator, revision: number): Locator => dialog.getByRole("button", { name: reader.say("designer:publish.ok", { revision }) });

export async function publish(reader: Reader, dialog: Locator, revision: number): Promise<void> {
  await reader.click(publishNow(reader, dialog, revision));
  await dialog.waitFor({ state: "hidden" });
  await reader.sees(reader.page.locator(".dz-head"), reader.say("designer:live", { revision }));
}
