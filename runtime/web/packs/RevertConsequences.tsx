import type { PackRevertPlan } from "@safeloop/engine";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useLocale } from "../i18n/useLocale.ts";
import { propText, valueText } from "./valueText.ts";

type Gone = PackRevertPlan["gone"][number];

/** What is in force afterwards, change by change; what goes along; what is published, and how to undo it. */
export function RevertConsequences({ plan }: { readonly plan: PackRevertPlan }): ReactNode {
  const { t } = useTranslation("packs");
  const { text } = useLocale();
  const along = plan.gone.filter((one) => !one.asked);
  const drafts = plan.publishes.filter((one) => one.draftBy !== undefined);
  const quoted = (one: PackRevertPlan["publishes"][number]): string => t("revert.quoted", { kind: t(`kindOf.${one.kind}`), title: text(one.title) });
  return (
    <>
      <GoneList title={t("revert.asked")} items={plan.gone.filter((one) => one.asked)} />
      {along.length > 0 && <GoneList title={t("revert.along", { count: along.length })} items={along} />}
      <ul className="sl-plain sl-meta">
        <li>{plan.publishes.length === 0 ? t("revert.then.nothing") : t("revert.then.publish", { what: plan.publishes.map(quoted).join(t("comma")) })}</li>
        {drafts.map((one) => <li key={`${one.kind}/${one.id}`}>{t("revert.then.draft", { what: quoted(one), by: one.draftBy })}</li>)}
        <li>{t("revert.then.back")}</li>
      </ul>
    </>
  );
}

function GoneList({ title, items }: { readonly title: string; readonly items: readonly Gone[] }): ReactNode {
  return <section className="sl-revert-list"><h3>{title}</h3><ul>{items.map((one) => <li key={one.key}><GoneLine gone={one} /></li>)}</ul></section>;
}

function GoneLine({ gone }: { readonly gone: Gone }): ReactNode {
  const { t } = useTranslation("packs");
  const { locale, text } = useLocale();
  const kind = t(`kind.${gone.kind}`, { defaultValue: gone.kind });
  if (gone.op !== "set") return <><b>{text(gone.title)}</b> <span className="sl-meta">{kind}</span> {t(`revert.did.${gone.op}`)}</>;
  const [now, after] = [gone.now, gone.after].map((value) => valueText(value, locale, t));
  return <><b>{text(gone.title)}</b> <span className="sl-meta">{kind}</span> {now === after ? t("revert.stays", { what: propText(gone.prop, t), now }) : t("revert.becomes", { what: propText(gone.prop, t), now, after })}</>;
}
