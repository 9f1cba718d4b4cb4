import type { WordBook, Words } from "./i18n.ts";

type Module = { readonly default: Words };

/** Every noun's words: each `<noun>.zh.ts` and `<noun>.en.ts` of this folder is found by its name. */
const zh = import.meta.glob<Module>("./*.zh.ts", { eager: true });
const en = import.meta.glob<Module>("./*.en.ts", { eager: true });

function nounOf(file: string): string {
  return file.replace(/^\.\//, "").replace(/\.(zh|en)\.ts$/, "");
}

export const allWords: WordBook = Object.fromEntries(
  Object.entries(zh).map(([file, module]) => [nounOf(file), { zh: module.default, en: en[file.replace(".zh.ts", ".en.ts")]?.default ?? {} }]),
);
