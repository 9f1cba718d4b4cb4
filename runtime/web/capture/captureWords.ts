import captureEn from "../i18n/capture.en.ts";
import captureZh from "../i18n/capture.zh.ts";
import commonEn from "../i18n/common.en.ts";
import commonZh from "../i18n/common.zh.ts";
import formsEn from "../i18n/forms.en.ts";
import formsZh from "../i18n/forms.zh.ts";
import type { WordBook } from "../i18n/i18n.ts";
import inboxEn from "../i18n/inbox.en.ts";
import inboxZh from "../i18n/inbox.zh.ts";
import submissionsEn from "../i18n/submissions.en.ts";
import submissionsZh from "../i18n/submissions.zh.ts";

/** Only the nouns the capture page shows: it must stay small. */
export const captureWords: WordBook = {
  capture: { zh: captureZh, en: captureEn },
  common: { zh: commonZh, en: commonEn },
  forms: { zh: formsZh, en: formsEn },
  submissions: { zh: submissionsZh, en: submissionsEn },
  inbox: { zh: inboxZh, en: inboxEn },
};
