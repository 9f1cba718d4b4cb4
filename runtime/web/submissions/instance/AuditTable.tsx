import type { FlowDefinition, HistoryItem, InstanceView } from "@safeloop/engine";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { DataTable } from "../../components/DataTable.tsx";
import { fullTimeText } from "../../components/time.ts";
import { useLocale } from "../../i18n/useLocale.ts";
import { detailText } from "./historyDetail.ts";
import { commandText, isVoid } from "./historyEntries.ts";
import { SignatureMark } from "./SignatureMark.tsx";
import { useNames } from "./useNames.ts";

/** Everything that happened, in words: when, who, what, where, and whether each signature still verifies. */
export function AuditTable({ instance, flow }: { readonly instance: InstanceView; readonly flow: FlowDefinition | null | undefined }): ReactNode {
  const { t } = useTranslation("submissions");
  const { text } = useLocale();
  const { history } = instance;
  const words = { t, text, flow, nameOf: useNames(instance) };
  return (
    <DataTable<HistoryItem>
      scroll={{ x: 720 }}
      rowKey={(item) => String(history.indexOf(item))} density="compact" dataSource={history}
      columns={[
        { key: "seq", title: "#", width: 56, align: "right", render: (_, item) => item.seq },
        { key: "at", title: t("audit.at"), width: 156, render: (_, item) => fullTimeText(item.at) },
        { key: "by", title: t("audit.by"), width: 90, render: (_, item) => item.by?.name ?? t("system") },
        { key: "what", title: t("audit.what"), width: 190, render: (_, item) => <><span className={isVoid(item) ? "sl-struck" : ""}>{commandText(item, words)}</span> <span className="sl-meta">{detailText(item, words)}</span>{item.signature && <SignatureMark signature={item.signature} />}</> },
        { key: "node", title: t("audit.step"), width: 104, render: (_, item) => text(item.node?.title) || "—" },
        { key: "comment", title: t("audit.comment"), render: (_, item) => item.comment ?? "—" },
      ]}
    />
  );
}
