import type { FlowDefinition, HistoryItem } from "@safeloop/engine";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { DataTable } from "../../components/DataTable.tsx";
import { fullTimeText } from "../../components/time.ts";
import { useLocale } from "../../i18n/useLocale.ts";
import { commandText } from "./historyEntries.ts";

/** Everything that happened, in words: when, who, what, where, and the hash of each signature. */
export function AuditTable({ history, flow }: { readonly history: readonly HistoryItem[]; readonly flow: FlowDefinition | null | undefined }): ReactNode {
  const { t } = useTranslation("submissions");
  const { text } = useLocale();
  return (
    <DataTable<HistoryItem>
      rowKey={(item) => String(history.indexOf(item))} density="compact" dataSource={history}
      columns={[
        { key: "seq", title: "#", width: 56, align: "right", render: (_, item) => item.seq },
        { key: "at", title: t("audit.at"), width: 170, render: (_, item) => fullTimeText(item.at) },
        { key: "by", title: t("audit.by"), width: 110, render: (_, item) => item.by?.name ?? t("system") },
        { key: "what", title: t("audit.what"), width: 140, render: (_, item) => <span className={item.state === "superseded" ? "sl-struck" : ""}>{commandText(item, { t, text, flow })}</span> },
        { key: "node", title: t("audit.step"), render: (_, item) => text(item.node?.title) || "—" },
        { key: "comment", title: t("audit.comment"), render: (_, item) => item.comment ?? "—" },
        { key: "hash", title: t("audit.signature"), width: 110, render: (_, item) => (item.signature === undefined ? "—" : <code title={item.signature.hash}>{item.signature.hash.slice(0, 8)}</code>) },
      ]}
    />
  );
}
