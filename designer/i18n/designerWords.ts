import { allWords, type WordBook, type Words } from "@safeloop/web";

type Module = { readonly default: Words };

/** The designer's own words: each `<area>.zh.ts` and `<area>.en.ts` of this folder is found by its name. */
const zh = import.meta.glob<Module>("./*.zh.ts", { eager: true });
const en = import.meta.glob<Module>("./*.en.ts", { eager: true });

const areaOf = (file: string): string => file.replace(/^\.\//, "").replace(/\.zh\.ts$/, "");

const own: WordBook = Object.fromEntries(Object.entries(zh).map(([file, module]) => [areaOf(file), { zh: module.default, en: en[file.replace(".zh.ts", ".en.ts")]?.default ?? {} }]));

/** The designer's words beside those of the daily app, whose parts it shows. */
export const designerWords: WordBook = { ...allWords, ...own };
