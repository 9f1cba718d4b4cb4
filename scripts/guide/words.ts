import type { I18nText } from "@safeloop/engine";
import inboxEn from "../../runtime/web/i18n/inbox.en.ts";
import inboxZh from "../../runtime/web/i18n/inbox.zh.ts";

/** The words of one screen in one language, nested by topic. */
type Words = typeof inboxZh;

/** Read by name: their types reach the designer's screens, which are compiled with other settings than scripts. */
async function designerWords(language: keyof I18nText): Promise<Words> {
  const file = new URL(`../../designer/i18n/designer.${language}.ts`, import.meta.url).href;
  return ((await import(file)) as { readonly default: Words }).default;
}

const books = { inbox: { zh: inboxZh, en: inboxEn }, designer: { zh: await designerWords("zh"), en: await designerWords("en") } };

function find(words: Words, path: string): string {
  const found = path.split(".").reduce<Words | string | undefined>((at, key) => (typeof at === "object" ? at[key] : undefined), words);
  if (typeof found !== "string") throw new Error(`no words at ${path}`);
  return found;
}

const filled = (words: string, params: { readonly [name: string]: string }): string => words.replace(/\{\{(\w+)\}\}/g, (_, name: string) => params[name] ?? "");

/** What the product itself says, in both languages, so that picture and screen use the same words. */
export function say(book: keyof typeof books, path: string, params: { readonly [name: string]: string } = {}): I18nText {
  return { zh: filled(find(books[book].zh, path), params), en: filled(find(books[book].en, path), params) };
}

/** Both languages put together from parts; a plain part is the same in both. */
export function both(parts: readonly (I18nText | string)[], between: I18nText | string = ""): I18nText {
  const inOne = (language: keyof I18nText): string => parts.map((one) => (typeof one === "string" ? one : one[language])).join(typeof between === "string" ? between : between[language]);
  return { zh: inOne("zh"), en: inOne("en") };
}
