import { UploadOutlined } from "@ant-design/icons";
import { errorCodes, messageOf } from "@safeloop/engine";
import { useMutation } from "@tanstack/react-query";
import { Button, Modal } from "antd";
import { type ReactNode, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { request } from "../api/client.ts";
import { DataTable } from "../components/DataTable.tsx";
import { ErrorCard } from "../components/ErrorCard.tsx";
import { Loading } from "../components/Loading.tsx";
import { useLocale } from "../i18n/useLocale.ts";
import { saveText } from "../tags/trendCsv.ts";
import { type ImportResult, type LineIssue, lineIssues, tagColumns } from "./csvIssues.ts";
import { useChange } from "./useChange.ts";

function send(file: Blob, dryRun: boolean): Promise<ImportResult> {
  return request<ImportResult>("POST", "/tags/import", { query: { dryRun: dryRun || undefined }, body: new Blob([file], { type: "text/csv" }) });
}

/** Imports tags in two steps: the server checks the file and says line by line what is wrong; only then it is written. */
export function TagImport({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation("admin");
  const { locale } = useLocale();
  const input = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File | undefined>(undefined);
  const check = useMutation({ mutationFn: (chosen: File) => send(chosen, true) });
  const write = useChange((chosen: File) => send(chosen, false), ["tags"], onClose);
  const choose = (chosen: File | undefined): void => {
    setFile(chosen);
    if (chosen) check.mutate(chosen);
  };
  const result = check.data;
  const good = result ? result.created + result.updated : 0;
  const words = (issue: ImportResult["issues"][number]): string => issue.message ?? (Object.hasOwn(errorCodes, issue.code) ? messageOf(issue.code, issue.params, locale) : issue.code);
  return (
    <Modal open width={760} title={t("tags.import")} cancelText={t("common:act.cancel")} okText={result && result.issues.length > 0 ? t("tags.doImportRest", { count: good }) : t("tags.doImport", { count: good })} onCancel={onClose} onOk={() => file && write.mutate(file)} confirmLoading={write.isPending} okButtonProps={{ disabled: !file || good === 0 }}>
      <div className="sl-admin-acts">
        <input ref={input} type="file" accept=".csv,text/csv" hidden onChange={(event) => choose(event.target.files?.[0])} />
        <Button type={file ? "default" : "primary"} icon={<UploadOutlined />} onClick={() => input.current?.click()}>{file ? file.name : t("tags.choose")}</Button>
        <Button onClick={() => saveText("tags.csv", `\uFEFF${tagColumns.join(",")}\r\n`)}>{t("tags.template")}</Button>
      </div>
      <p className="sl-meta">{t("tags.head", { columns: tagColumns.join(", ") })}</p>
      {check.isPending && <Loading rows={3} />}
      {check.error && <ErrorCard fault={check.error} what={t("tags.import")} />}
      {result && <Checked result={result} issues={lineIssues(result, words)} good={good} />}
      {write.error && <ErrorCard fault={write.error} what={t("tags.import")} />}
    </Modal>
  );
}

function Checked({ result, issues, good }: { readonly result: ImportResult; readonly issues: readonly LineIssue[]; readonly good: number }): ReactNode {
  const { t } = useTranslation("admin");
  return (
    <>
      <p><b>{t("tags.checked", { created: result.created, updated: result.updated, issues: issues.length })}</b>{issues.length === 0 && good > 0 && ` · ${t("tags.clean")}`}{good === 0 && ` · ${t("tags.nothing")}`}</p>
      {issues.length > 0 && (
        <DataTable<LineIssue>
          density="compact" rowKey="key" dataSource={[...issues]} virtual scroll={{ y: 260, x: 600 }}
          columns={[
            { title: t("tags.lineHead"), width: 90, render: (_, issue) => (issue.line === undefined ? t("common:notApplicable") : t("tags.line", { line: issue.line })) },
            { title: t("tags.column"), dataIndex: "column", width: 130, ellipsis: true },
            { title: t("tags.problem"), render: (_, issue) => <>{issue.text} <code className="sl-meta">{issue.code}</code></> },
          ]}
        />
      )}
      {good > 0 && <p className="sl-muted">{t("tags.importBody", { created: result.created, updated: result.updated })}</p>}
    </>
  );
}
