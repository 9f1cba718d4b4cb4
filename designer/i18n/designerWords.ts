import { allWords, type WordBook } from "@safeloop/web";
import en from "./designer.en.ts";
import zh from "./designer.zh.ts";

/** The designer's words beside those of the daily app, whose parts it shows. */
export const designerWords: WordBook = { ...allWords, designer: { zh, en } };
