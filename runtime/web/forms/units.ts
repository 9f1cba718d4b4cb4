import { formUnitText } from "@safeloop/engine";

/** The unit as shown, in the reader's language; unknown codes as they are. */
export const unitText = (unit: string | undefined, locale: string): string => formUnitText(unit, locale === "en" ? "en" : "zh-CN");
