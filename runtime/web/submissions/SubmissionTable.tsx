import { type CompiledForm, formOf, type FormDefinition, type I18nText, type JsonValue, type SubmissionRow } from "@safeloop/engine";
import { useNavigate } from "@tanstack/react-router";
import type { TableProps } from "antd";
import { type ReactNode, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { Age, Countdown } from "../components/Age.tsx";
import { DataTable } from "../components/DataTable.tsx";
import { StateChip } from "../components/StateChip.tsx";
import { labelOf } from "../forms/optionLabels.ts";
import { unitText } from "../forms/units.ts";
import { shortValue } from "../inbox/SummaryFacts.tsx";
import { useLocale } from "../i18n/useLocale.ts";
import { toneOf } from "./stateTone.ts";
import { type SubmissionFilter, useSubmissions } from "./useSubmissions.ts";
import "./submissions.css";

type Columns = NonNullable<TableProps<SubmissionRow>["columns"]>;
const most = 4;
const skipped: ReadonlySet<string> = new Set(["photo", "video", "audio", "file", "signature", "checklist", "repeat-table", "gas-test", "paragraph"]);

function useFieldColumns(form: CompiledForm | undefined): Columns {
  const { text, locale } = useLocale();
  const { t } = useTranslation();
  return useMemo(() => {
    if (form === undefined) return [];
    const fields = (form.def.listFields ?? []).flatMap((xid) => form.byXid.get(xid) ?? []).filter((field) => !skipped.has(field.kind)).slice(0, most);
    return fields.map((field) => ({
      key: field.xid,
      title: field.unit === undefined ? text(field.title) : `${text(field.title)} ${unitText(field.unit, locale)}`,
      ...(field.kind === "number" || field.kind === "integer" ? { align: "right" as const } : {}),
      ellipsis: true,
      render: (_: unknown, row: SubmissionRow) => cell(row.fields[field.xid], (value) => (typeof value === "string" ? labelOf(field, value, locale) : text(value)), [t("yes"), t("no")]),
    }));
  }, [form, text, locale, t]);
}

function cell(value: JsonValue | undefined, label: (value: string | I18nText) => string, yesNo: readonly [string, string]): string {
  return value === undefined ? "—" : shortValue(value, label, yesNo);
}

/** Submissions as a table; a row opens its page. With a form, its list fields are columns. */
export function SubmissionTable({ filter, form, empty }: { readonly filter: SubmissionFilter; readonly form?: FormDefinition | null | undefined; readonly empty: ReactNode }): ReactNode {
  const { t } = useTranslation("submissions");
  const { text } = useLocale();
  const navigate = useNavigate();
  const asked = useSubmissions(filter);
  const rows = asked.data?.pages.flatMap((page) => page.items) ?? [];
  const fieldColumns = useFieldColumns(form ? formOf(form) : undefined);
  const columns: Columns = [
    { key: "number", title: t("column.number"), width: 190, render: (_, row) => <code>{row.number}</code> },
    { key: "title", title: t("column.title"), width: 220, ellipsis: true, render: (_, row) => <span className="sl-cut" title={row.title}>{row.title}</span> },
    ...(filter.form === undefined ? [{ key: "form", title: t("column.form"), ellipsis: true, render: (_: unknown, row: SubmissionRow) => text(row.form.title) }] : []),
    ...fieldColumns,
    { key: "state", title: t("column.state"), width: 120, render: (_, row) => <StateChip tone={toneOf(row)}>{text(row.stateTitle)}</StateChip> },
    { key: "by", title: t("column.by"), width: 96, ellipsis: true, render: (_, row) => row.by.name },
    { key: "due", title: t("column.due"), width: 150, render: (_, row) => (row.due === undefined ? "—" : <Countdown at={row.due} words />) },
    { key: "created", title: t("column.created"), width: 120, render: (_, row) => <Age at={row.createdAt} /> },
  ];
  return <DataTable<SubmissionRow> rowKey="id" columns={columns} dataSource={rows} loading={asked.isPending} fault={asked.error ?? undefined} onRetry={() => void asked.refetch()} empty={empty} total={asked.data?.pages[0]?.total} onMore={asked.hasNextPage ? () => void asked.fetchNextPage() : undefined} onOpen={(row) => void navigate({ href: row.tone === "draft" ? `/new/${encodeURIComponent(row.form.id)}?draft=${encodeURIComponent(row.id)}` : `/submissions/${row.id}` })} scroll={{ x: 960 }} />;
}
