import type { I18nText } from "@safeloop/engine";
import type { Browser, Locator, Page } from "playwright-core";
import { type Language, wordOf, type WordTable } from "../../scripts/guide/wordTables.ts";
import { openPage, signIn, useLocale, type Watched } from "../browser.ts";

/** What a picture shows: cut to these spots with some air around, and rings on what is meant, numbered where there are several. */
export interface View {
  readonly around: readonly Locator[];
  readonly rings?: readonly Locator[];
}

/** What is done where the guide has a picture: the walk of the test looks, the walk of `npm run pictures` takes it. */
export type Look = (page: Page, name: string, view: View) => Promise<void>;

export interface Setting {
  readonly browser: Browser;
  readonly url: string;
  readonly language: Language;
  readonly words: WordTable;
  readonly look: Look;
}

const screen = { width: 1280, height: 900 } as const;
const signInActions = 3; // the address, the account, the password

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where a spot stands in the window. */
export async function boxOf(spot: Locator): Promise<Box> {
  const box = await spot.boundingBox();
  if (!box) throw new Error(`not shown: ${String(spot)}`);
  return box;
}

/** A person who follows the guide. Knows only what the screens say; every click, entry and drag is counted. */
export class Reader {
  readonly #people = new Map<string, Watched>();
  readonly pictures: string[] = [];
  actions = 0;
  #page: Page | undefined;

  constructor(readonly setting: Setting) {}

  get page(): Page {
    if (!this.#page) throw new Error("nobody is signed in");
    return this.#page;
  }

  /** A word of the screens; `text` for words of templates and of the reader's own. */
  say(name: string, params?: { readonly [name: string]: string | number }): string {
    return wordOf(this.setting.words, name, params);
  }

  text(words: I18nText): string {
    return words[this.setting.language];
  }

  /** Goes on as this person, in a window of their own. */
  async as(login: string): Promise<Page> {
    const known = this.#people.get(login) ?? (await this.#signIn(login));
    this.#people.set(login, known);
    this.#page = known.page;
    return known.page;
  }

  async #signIn(login: string): Promise<Watched> {
    const { browser, url, language } = this.setting;
    const locale = language === "zh" ? "zh-CN" : "en";
    const watched = await openPage(browser, screen, locale);
    await useLocale(watched.context, locale);
    watched.page.setDefaultTimeout(20_000);
    await signIn(watched.page, url, login);
    this.actions += signInActions;
    return watched;
  }

  async click(spot: Locator): Promise<void> {
    this.actions += 1;
    await spot.click();
  }

  async type(spot: Locator, words: string): Promise<void> {
    this.actions += 1;
    await spot.fill(words);
  }

  /** Drags to the lower part of a spot and lets go when the page shows where it will fall, as an eye waits for it. */
  async dragBelow(from: Locator, to: Locator, falls: Locator): Promise<void> {
    this.actions += 1;
    const { mouse } = this.page;
    const start = await boxOf(from);
    await mouse.move(start.x + start.width / 2, start.y + start.height / 2);
    await mouse.down();
    await mouse.move(start.x + start.width / 2 + 12, start.y + start.height / 2 + 12, { steps: 3 });
    let stoodAt: number | undefined; // the page scrolls under the hand, which follows
    for (let k = 0; k < 50; k++) {
      const end = await boxOf(to);
      if (end.y === stoodAt && (await falls.isVisible())) break;
      stoodAt = end.y;
      await mouse.move(end.x + end.width * 0.4 + (k % 2), end.y + end.height * 0.75, { steps: 12 });
      await this.page.waitForTimeout(200);
    }
    await falls.waitFor();
    await mouse.up();
    await falls.waitFor({ state: "detached" });
  }

  /** Opens a list of the designer and takes a line; in a long one some letters of the line are typed first. */
  async pick(list: string, line: string, letters?: string): Promise<void> {
    const box = this.page.getByRole("combobox", { name: list, exact: true }).first();
    await (letters === undefined ? this.click(box) : this.type(box, letters));
    await this.click(this.page.locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option", { hasText: line }).first());
  }

  /** Waits for what the guide promises. */
  async sees(spot: Locator, words?: string): Promise<void> {
    await (words === undefined ? spot : spot.filter({ hasText: words })).first().waitFor();
  }

  async look(name: string, view: View): Promise<void> {
    this.pictures.push(name);
    await this.setting.look(this.page, name, view);
  }

  /** What went wrong on any page. */
  faults(): readonly string[] {
    return [...this.#people.values()].flatMap((one) => one.faults());
  }
}
