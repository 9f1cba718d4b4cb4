import { type CompiledForm } from "@safeloop/engine";
import { Button, Tooltip } from "antd";
import { type ReactNode, useId } from "react";
import { useTranslation } from "react-i18next";
import { checkText, titlesOf } from "../forms/issueText.ts";
import { useLocale } from "../i18n/useLocale.ts";
import type { CheckRow } from "./checkRows.ts";

const mostLines = 4;
const longest = 72;
const cut = (text: string): string => (text.length > longest ? `${text.slice(0, longest - 1)}…` : text);

interface SubmitButtonProps { readonly form: CompiledForm; readonly stopping: readonly CheckRow[]; readonly isBusy: boolean; readonly onSubmit: () => void; readonly onStopped: () => void }

/**
 * Submits, or says why it cannot: on hover, on focus and to a screen reader.
 * It stays reachable by keyboard while disabled, so that the reason does too;
 * pressing it then leads to what stops it.
 */
export function SubmitButton({ form, stopping, isBusy, onSubmit, onStopped }: SubmitButtonProps): ReactNode {
  const { t } = useTranslation("submissions");
  const { locale } = useLocale();
  const id = useId();
  const isStopped = stopping.length > 0;
  const lines = [
    ...stopping.slice(0, mostLines).map(({ check }) => cut(`${check.id} ${checkText(check, locale, titlesOf(form, locale))}`)),
    ...(stopping.length > mostLines ? [t("fill.more", { count: stopping.length - mostLines })] : []),
  ];
  const lead = t("fill.stopped", { count: stopping.length });
  const button = (
    <Button type="primary" loading={isBusy} className={isStopped ? "ant-btn-disabled sl-submit-stopped" : ""} aria-disabled={isStopped} {...(isStopped ? { "aria-describedby": id } : {})} onClick={isStopped ? onStopped : onSubmit}>{t("common:act.submit")}</Button>
  );
  if (!isStopped) return button;
  return (
    <Tooltip placement="bottomRight" trigger={["hover", "focus"]} title={<div className="sl-submit-why">{lead}<ul>{lines.map((line) => <li key={line}>{line}</li>)}</ul></div>}>
      <span>{button}<span id={id} className="sl-visually-hidden">{lead}{lines.join(t("checks.comma"))}</span></span>
    </Tooltip>
  );
}
