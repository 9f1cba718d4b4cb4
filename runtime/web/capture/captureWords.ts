import commonEn from "../i18n/common.en.ts";
import commonZh from "../i18n/common.zh.ts";
import type { WordBook } from "../i18n/i18n.ts";

/** Only the nouns the capture page shows: it must stay small. */
export const captureWords: WordBook = { common: { zh: commonZh, en: commonEn } };
