import type { Locator, Page } from "playwright-core";
import type { Client } from "../examples/demo-plant/client.ts";
import { People } from "../examples/demo-plant/people.ts";
import { demoPassword } from "./browser.ts";

/** The demo's people over HTTP, for steps whose forms are long. */
export function peopleOf(url: string): People {
  return new People(url, () => demoPassword);
}

interface OpenTask {
  readonly id: string;
  readonly version: number;
  readonly submissionId: string;
}

/** Fills a step of a submission over HTTP as the person it waits for. */
export async function submitStep(client: Client, submissionId: string, data: object): Promise<void> {
  const { items } = await client.get<{ items: readonly OpenTask[] }>("/api/v1/tasks?mine=true&state=open&limit=200");
  const task = items.find((one) => one.submissionId === submissionId);
  if (!task) throw new Error(`nothing of ${submissionId} waits for this person`);
  await client.post(`/api/v1/tasks/${encodeURIComponent(task.id)}/commands`, { command: "submit", version: task.version, data });
}

/** Opens a waiting task in the inbox; gives its detail. */
export async function openTask(page: Page, url: string, words: string): Promise<Locator> {
  await page.goto(`${url}/inbox`);
  await page.locator(".sl-task", { hasText: words }).first().click();
  const detail = page.locator(".sl-detail");
  await detail.locator("h2", { hasText: words }).waitFor();
  return detail;
}

/** Does something that sends a command, and waits until the server took it. */
export async function taken(page: Page, act: () => Promise<void>): Promise<void> {
  const answer = page.waitForResponse((response) => response.url().endsWith("/commands") && response.request().method() === "POST");
  await act();
  const response = await answer;
  if (!response.ok()) throw new Error(`the command was refused: ${await response.text()}`);
}

function barButton(detail: Locator, command: string): Locator {
  return detail.locator(".sl-act-bar").getByRole("button", { name: command, exact: true });
}

/** Gives the act bar's primary command. */
export async function give(detail: Locator, command: string): Promise<void> {
  await taken(detail.page(), () => barButton(detail, command).click());
}

/** Gives a command that says first what follows; `isOpen` where that is shown already. */
export async function confirm(detail: Locator, command: string, isOpen = false): Promise<void> {
  if (!isOpen) await barButton(detail, command).click();
  await taken(detail.page(), () => detail.getByRole("button", { name: `确认${command}` }).click());
}

/** Gives a command that asks for a handwritten signature. */
export async function giveSigned(detail: Locator, command: string): Promise<void> {
  await barButton(detail, command).click();
  await sign(detail.locator(".sf-sign-pad"));
  await taken(detail.page(), () => detail.getByRole("button", { name: `签名并${command}` }).click());
}

/** Draws on the signature pad and keeps it. */
async function sign(pad: Locator): Promise<void> {
  await pad.waitFor();
  await pad.scrollIntoViewIfNeeded();
  const box = await pad.boundingBox();
  if (!box) throw new Error("the signature pad is not shown");
  const { mouse } = pad.page();
  await mouse.move(box.x + 20, box.y + 20);
  await mouse.down();
  for (let k = 1; k <= 6; k++) await mouse.move(box.x + 20 + k * 15, box.y + 20 + (k % 2) * 25, { steps: 3 });
  await mouse.up();
  await pad.locator("xpath=..").getByRole("button", { name: "用这个签名" }).click();
}

/** Drags with the mouse in small steps, as a hand does. */
export async function dragTo(page: Page, from: Locator, to: Locator, place: { readonly x: number; readonly y: number }): Promise<void> {
  const start = await from.boundingBox();
  const end = await to.boundingBox();
  if (!start || !end) throw new Error("what is dragged or where it goes is not shown");
  await page.mouse.move(start.x + start.width / 2, start.y + start.height / 2);
  await page.mouse.down();
  await page.mouse.move(start.x + start.width / 2 + 12, start.y + start.height / 2 + 12, { steps: 3 });
  await page.mouse.move(end.x + end.width * place.x, end.y + end.height * place.y, { steps: 12 });
  await page.mouse.up();
}

/** How many lines can be dropped on before a drag from the palette, and in the moment it begins: before the next frame is drawn. */
export async function linesBeforeAndDuringDrag(page: Page): Promise<readonly [number, number]> {
  return await page.evaluate(async () => {
    const lines = (): number => document.querySelectorAll(".dz-plus").length;
    const item = document.querySelector(".dz-flow-palette [data-kind=approval]");
    const before = lines();
    item?.dispatchEvent(new DragEvent("dragstart", { bubbles: true, dataTransfer: new DataTransfer() }));
    for (let k = 0; k < 10; k++) await Promise.resolve(); // the page draws what has changed, no frame passes
    const during = lines();
    item?.dispatchEvent(new DragEvent("dragend", { bubbles: true }));
    return [before, during] as const;
  });
}

/** The browser's own drag and drop, event by event: a headless browser may hang in the native drag of the desktop. */
export async function dropOn(page: Page, from: Locator, to: Locator): Promise<void> {
  const dataTransfer = await page.evaluateHandle(() => new DataTransfer());
  await from.dispatchEvent("dragstart", { dataTransfer });
  await to.dispatchEvent("dragover", { dataTransfer });
  await to.dispatchEvent("drop", { dataTransfer });
  await from.dispatchEvent("dragend", { dataTransfer });
}

/** Looks at what the check says and publishes what is open in the designer, with a reason. */
export async function checkAndPublish(page: Page, reason: string): Promise<void> {
  await page.locator(".dz-status", { hasText: /已保存 \d/ }).waitFor();
  const problems = page.getByRole("button", { name: /没有问题|\d+ 个问题/ });
  if (!/没有问题/.test(await problems.innerText())) {
    await problems.click();
    await page.getByText("没有错误，可以发布").waitFor();
    await problems.click();
  }
  await page.getByRole("button", { name: "检查并发布" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.locator("textarea").fill(reason);
  await dialog.getByRole("button", { name: "发布 v2" }).click();
  await dialog.waitFor({ state: "hidden" });
  await page.locator(".dz-head", { hasText: "线上 v2" }).waitFor();
}
