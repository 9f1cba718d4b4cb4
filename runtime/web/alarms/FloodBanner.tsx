import { ThunderboltFilled } from "@ant-design/icons";
import { Button } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { AlarmView } from "../api/types.ts";
import { clockText } from "../components/time.ts";
import { useLocale } from "../i18n/useLocale.ts";
import { whereOf } from "./whereOf.ts";

/** Said while more than 10 alarms were announced in 10 minutes: how many, which came first, and two ways to see through it. */
export function FloodBanner({ count, first, onGroup, onUrgent }: { readonly count: number; readonly first: AlarmView | undefined; readonly onGroup: () => void; readonly onUrgent: () => void }): ReactNode {
  const { t } = useTranslation("alarms");
  const { text } = useLocale();
  return (
    <section className="sl-flood" role="status">
      <ThunderboltFilled aria-hidden="true" />
      <strong>{t("flood.title")}</strong>
      <span className="sl-flood-text">
        {t("flood.rate", { count })}
        {first && <> {t("flood.first")} <b>{whereOf(first, text)} {text(first.ruleTitle)} {clockText(first.raisedAt)}</b></>}
      </span>
      <Button onClick={onGroup}>{t("flood.group")}</Button>
      <Button onClick={onUrgent}>{t("flood.urgent")}</Button>
    </section>
  );
}
