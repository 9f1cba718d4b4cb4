import commonEn from "./common.en.ts";
import commonZh from "./common.zh.ts";
import formsEn from "./forms.en.ts";
import formsZh from "./forms.zh.ts";
import frameEn from "./frame.en.ts";
import frameZh from "./frame.zh.ts";
import sessionEn from "./session.en.ts";
import sessionZh from "./session.zh.ts";
import type { WordBook } from "./i18n.ts";

/** The nouns another package's entry needs to show our parts (FormView, P1 banner, clock, components). */
export const sharedWords: WordBook = {
  common: { zh: commonZh, en: commonEn },
  forms: { zh: formsZh, en: formsEn },
  frame: { zh: frameZh, en: frameEn },
  session: { zh: sessionZh, en: sessionEn },
};
