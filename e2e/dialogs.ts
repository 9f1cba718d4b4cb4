import type { Locator, Page } from "playwright-core";
import { taken } from "./steps.ts";

/** Opens a "more" menu and chooses a command; gives the dialog that says what follows. */
export async function ask(more: Locator, command: string): Promise<Locator> {
  const page = more.page();
  await more.click();
  await menuLine(page, command).click();
  const dialog = page.getByRole("dialog");
  await dialog.waitFor();
  return dialog;
}

/** A command in the open menu; its second line says what follows or why not. */
export function menuLine(page: Page, command: string): Locator {
  return page.locator(".sl-more").getByRole("menuitem", { name: new RegExp(`^${command}`) });
}

/** Finds a person by name, as a hand does: types, then takes the line. */
export async function pick(dialog: Locator, name: string): Promise<void> {
  await dialog.getByRole("combobox").first().fill(name);
  await dialog.getByRole("option", { name }).click();
}

function sendButton(dialog: Locator, act: string): Locator {
  return dialog.locator(".ant-modal-footer").getByRole("button", { name: act, exact: true });
}

/** False while something that the command needs is missing. */
export function maySend(dialog: Locator, act: string): Promise<boolean> {
  return sendButton(dialog, act).isEnabled();
}

/** Sends what the dialog asked, and waits until the server took it and the dialog is gone. */
export async function send(dialog: Locator, act: string): Promise<void> {
  await taken(dialog.page(), () => sendButton(dialog, act).click());
  await dialog.waitFor({ state: "hidden" });
}

/** Sends what the server refuses; gives the words of the refusal, with the dialog still open. */
export async function refused(dialog: Locator, act: string): Promise<string> {
  await sendButton(dialog, act).click();
  const alert = dialog.getByRole("alert");
  await alert.waitFor();
  return alert.innerText();
}
