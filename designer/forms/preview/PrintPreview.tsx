import { answersByXid, evaluateForm, type FactContext, formOf, type FormDefinition, type JsonObject, printModel, type PrintFacts } from "@safeloop/engine";
import { useLocale, useMe } from "@safeloop/web";
import { type ReactNode, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { sampleName } from "./previewServices.ts";
import { PrintSheet } from "./PrintSheet.tsx";

const preview = { zh: "预览", en: "PREVIEW" };

/** Nothing was sent, decided or signed yet: the paper says across itself what it is. */
function factsOf(form: FormDefinition, data: JsonObject, facts: FactContext, zone: string): PrintFacts {
  const compiled = formOf(form);
  const { answers } = evaluateForm(compiled, answersByXid(compiled, data), facts);
  return {
    number: "", state: preview, mark: preview, answers, hidden: new Set(), decisions: [], pending: [], events: [], zone, now: Date.parse(facts.now),
    nameOf: (_noun, id) => sampleName(id), hash: "0".repeat(64), verifyUrl: "",
  };
}

/** The form as the platform prints it, out of the same print model. Pages break where the printer breaks them. */
export function PrintPreview({ form, data, facts }: { readonly form: FormDefinition; readonly data: JsonObject; readonly facts: FactContext }): ReactNode {
  const { t } = useTranslation("editing");
  const { locale } = useLocale();
  const me = useMe();
  const zone = me.siteTz;
  const printed = useMemo(() => printModel(form, factsOf(form, data, facts, zone), locale), [form, data, facts, zone, locale]);
  return <><PrintSheet printed={printed} /><p className="sl-meta">{t("preview.pages")}</p></>;
}
