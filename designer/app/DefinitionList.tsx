import { PlusOutlined } from "@ant-design/icons";
import type { DefinitionKind, DefPage, DefSummary } from "@safeloop/engine";
import { api, DataTable, Empty, ErrorCard, Loading, PageHeader, StateChip, useLocale, useMay } from "@safeloop/web";
import { useQuery } from "@tanstack/react-query";
import { Button, Input, Segmented } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { NewDefinition } from "./NewDefinition.tsx";
import { go, hrefOf } from "./place.ts";

const editPermission: { readonly [kind in DefinitionKind]: string } = { forms: "form.edit", flows: "flow.edit", rules: "rule.edit" };

function useDefinitions(kind: DefinitionKind) {
  return useQuery({ queryKey: [kind, "list"], queryFn: () => api.get<DefPage>(`/${kind}`, { limit: 200 }) });
}

function StateOf({ row }: { readonly row: DefSummary }): ReactNode {
  const { t } = useTranslation("designer");
  return (
    <span className="dz-row-states">
      {row.published ? <StateChip tone="live">{t("list.published", { revision: row.published.revision })}</StateChip> : <StateChip tone="waiting">{t("list.neverPublished")}</StateChip>}
      {row.draft && <StateChip tone="waiting">{t("list.draft")}</StateChip>}
    </span>
  );
}

function Rows({ kind, rows }: { readonly kind: DefinitionKind; readonly rows: readonly DefSummary[] }): ReactNode {
  const { t } = useTranslation("designer");
  const { text } = useLocale();
  const columns = [
    { title: t("list.title"), key: "title", render: (_: unknown, row: DefSummary) => <a href={hrefOf({ kind, id: row.id })} onClick={(event) => { event.preventDefault(); go({ kind, id: row.id }); }}>{text(row.title)}</a> },
    { title: t("list.id"), key: "id", render: (_: unknown, row: DefSummary) => <code>{row.id}</code> },
    { title: t("list.state"), key: "state", render: (_: unknown, row: DefSummary) => <StateOf row={row} /> },
    { title: t("list.source"), key: "source", render: (_: unknown, row: DefSummary) => (row.source === "pack" ? t("list.fromPack", { pack: row.packId ?? "" }) : t("list.local")) },
  ];
  return <DataTable rowKey="id" columns={columns} dataSource={[...rows]} />;
}

/** Everything of one kind, with what is live and what is being edited. */
export function DefinitionList({ kind }: { readonly kind: DefinitionKind }): ReactNode {
  const { t } = useTranslation("designer");
  const { text } = useLocale();
  const may = useMay();
  const { data, error, refetch } = useDefinitions(kind);
  const [words, setWords] = useState("");
  const [isNew, setNew] = useState(false);
  const rows = (data?.items ?? []).filter((row) => `${row.id} ${text(row.title)}`.toLowerCase().includes(words.trim().toLowerCase()));
  return (
    <main className="dz-list">
      <PageHeader
        crumbs={<a href="/">{t("list.back")}</a>}
        title={t(`list.heading.${kind}`, { count: data?.items.length ?? 0 })}
        actions={<Button type="primary" icon={<PlusOutlined />} disabled={!may(editPermission[kind])} onClick={() => setNew(true)}>{t(`list.new.${kind}`)}</Button>}
      />
      <div className="dz-list-bar">
        <Segmented value={kind} onChange={(value) => go({ kind: value })} options={(["forms", "flows", "rules"] as const).map((value) => ({ value, label: t(`kind.${value}`) }))} />
        <Input allowClear data-filter value={words} onChange={(event) => setWords(event.target.value)} placeholder={t("list.filter")} aria-label={t("list.filter")} />
      </div>
      {error ? <ErrorCard fault={error} onRetry={() => void refetch()} /> : !data ? <Loading /> : rows.length > 0 ? <Rows kind={kind} rows={rows} /> : <Empty title={t(words ? "list.noneFound" : "list.none")} />}
      <NewDefinition kind={kind} open={isNew} onClose={() => setNew(false)} />
    </main>
  );
}
