import { DownOutlined, PrinterOutlined } from "@ant-design/icons";
import type { SubmissionView } from "@safeloop/engine";
import { useMutation } from "@tanstack/react-query";
import { Button, Dropdown } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../api/client.ts";
import { ErrorCard } from "../components/ErrorCard.tsx";
import { useLocale } from "../i18n/useLocale.ts";
import "./print.css";

/** The window is opened at the click, where browsers allow it, and shows the paper once it is set; a refusal is said on the page. */
async function openPrint(id: string, locale: "zh" | "en", copy: string | undefined, blocked: string): Promise<void> {
  const paper = window.open("", "_blank");
  if (paper === null) throw new Error(blocked);
  try {
    const pdf = await api.blob(`/submissions/${encodeURIComponent(id)}/print.pdf`, { locale, copy });
    paper.location.href = URL.createObjectURL(pdf);
  } catch (fault) {
    paper.close();
    throw fault;
  }
}

/** Prints a submission as A4 PDF; a form with copies asks which one. */
export function PrintButton({ submission }: { readonly submission: SubmissionView }): ReactNode {
  const { t } = useTranslation("print");
  const { locale, text } = useLocale();
  const print = useMutation({ mutationFn: (copy: string | undefined) => openPrint(submission.id, locale === "en" ? "en" : "zh", copy, t("pop")) });
  const copies = submission.form.print?.copies ?? [];
  const label = print.isPending ? t("busy") : t("print");
  const items = [{ key: "", label: t("whole") }, ...copies.map((copy) => ({ key: copy.id, label: text(copy.title) }))];
  return (
    <>
      {copies.length === 0
        ? <Button icon={<PrinterOutlined />} loading={print.isPending} onClick={() => print.mutate(undefined)}>{label}</Button>
        : <Dropdown autoFocus trigger={["click"]} menu={{ items, onClick: ({ key }) => print.mutate(key === "" ? undefined : key) }}><Button icon={<PrinterOutlined />} loading={print.isPending}>{label}<DownOutlined /></Button></Dropdown>}
      {print.error !== null && <div className="sl-print-fault"><ErrorCard fault={print.error} what={t("asked")} /></div>}
    </>
  );
}
