import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { wordTable } from "../scripts/guide/wordTables.ts";
import { openBrowser } from "./browser.ts";
import { frameView } from "./guide/camera.ts";
import { Reader } from "./guide/reader.ts";
import { walk } from "./guide/walk.ts";
import { peopleOf } from "./steps.ts";
import { type Product, startProduct, storyTold } from "./product.ts";

const most = 80; // actions of the whole ten minutes
const secondsAnAction = 6; // to read the sentence, find the spot and act

interface Published {
  readonly published: { readonly revision: number; readonly nodes?: readonly { readonly kind: string }[] };
}

/** docs/guide/first-changes.zh.md, followed word for word by somebody who knows only what the screens say. */
describe("the guide of first changes", () => {
  let product: Product;
  let browser: Browser;
  let reader: Reader;
  const took = new Map<string, number>();
  let lost: string | undefined; // the step that could not be followed

  beforeAll(async () => {
    product = await startProduct();
    browser = await openBrowser();
    await storyTold(product);
    const look: Reader["setting"]["look"] = async (page, _name, view) => void (await frameView(page, view));
    reader = new Reader({ browser, url: product.url, language: "zh", words: await wordTable("zh"), look });
  }, 240_000);

  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  }, 30_000);

  test.each(walk.map((step) => [step.title.zh, step] as const))("%s", async (title, step) => {
    if (lost !== undefined) throw new Error(`"${lost}" could not be followed`);
    lost = title;
    const [actions, pictures] = [reader.actions, reader.pictures.length];
    await step.walk(reader);
    lost = undefined;
    took.set(title, reader.actions - actions);
    expect(reader.pictures.slice(pictures)).toEqual(step.pictures);
    if (step.minutes !== undefined) expect((reader.actions - actions) * secondsAnAction).toBeLessThanOrEqual(step.minutes * 60);
  }, 60_000);

  test("takes ten minutes at the pace of a reader, and few actions", () => {
    const timed = walk.filter((step) => step.minutes !== undefined);
    const actions = timed.reduce((sum, step) => sum + (took.get(step.title.zh) ?? 0), 0);
    console.log(`${[...took].map(([title, count]) => `${title} ${count}`).join(", ")}; ${actions} actions in the ten minutes`);
    expect(timed.reduce((sum, step) => sum + (step.minutes ?? 0), 0)).toBeLessThanOrEqual(10);
    expect(actions).toBeLessThan(most);
  });

  test("leaves what was published, less what was taken back", async () => {
    const { client } = await peopleOf(product.url).as("designer");
    const of = (path: string): Promise<Published> => client.get<Published>(`/api/v1/${path}`);
    expect((await of("forms/hazard-report-snap")).published.revision).toBe(2);
    expect((await of("rules/somebody-hurt")).published.revision).toBe(1);
    expect((await of("rules/gas-test-over-limit")).published.revision).toBe(1);
    const { published } = await of("flows/hazard-report-snap");
    expect(published.nodes?.filter((node) => node.kind === "approval")).toEqual([]);
  });

  test("no page failed", () => {
    expect(reader.faults()).toEqual([]);
  });
});
