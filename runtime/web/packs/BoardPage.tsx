import { ClockCircleOutlined, PlusOutlined, WarningOutlined } from "@ant-design/icons";
import type { PackBoard } from "@safeloop/engine";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../api/client.ts";
import { DataTable } from "../components/DataTable.tsx";
import { Empty } from "../components/Empty.tsx";
import { ErrorCard } from "../components/ErrorCard.tsx";
import { Loading } from "../components/Loading.tsx";
import { PageHeader } from "../components/PageHeader.tsx";
import { RouteLink } from "../components/RouteLink.tsx";
import { StateChip } from "../components/StateChip.tsx";
import { dateText } from "../components/time.ts";
import { useLocale } from "../i18n/useLocale.ts";
import { useMay } from "../session/useMe.ts";
import { boardCounts, boardPacks, type BoardCell, type BoardRow, driftOf } from "./board.ts";
import { SubsidiaryForm } from "./SubsidiaryForm.tsx";
import "./packs.css";

/** How the subsidiaries stand to the packs of the group: versions, what waits, what they changed. Their records are not looked at. */
export default function BoardPage(): ReactNode {
  const { t } = useTranslation("packs");
  const may = useMay();
  const board = useQuery({ queryKey: ["packs", "board"], queryFn: ({ signal }) => api.get<PackBoard>("/packs/board", {}, signal) });
  const [isAdding, setAdding] = useState(false);
  const { data, error } = board;
  const add = may("org.edit") ? <Button type="primary" icon={<PlusOutlined />} onClick={() => setAdding(true)}>{t("board.add")}</Button> : undefined;
  return (
    <div className="sl-review-page">
      <PageHeader crumbs={<RouteLink href="/templates">{t("head")}</RouteLink>} title={t("board.title")} sub={data && t("board.lead", { ...boardCounts(data.items) })} actions={add} />
      {error && !data ? <ErrorCard fault={error} onRetry={() => void board.refetch()} /> : !data ? <Loading rows={6} /> : data.items.length === 0 ? <section className="sl-card"><Empty title={t("board.none")} hint={t("board.noneHint")} action={add} /></section> : <Filled data={data} />}
      {isAdding && <SubsidiaryForm onClose={() => setAdding(false)} />}
    </div>
  );
}

function Filled({ data }: { readonly data: PackBoard }): ReactNode {
  const { t } = useTranslation("packs");
  const { text } = useLocale();
  const packs = boardPacks(data.items);
  return (
    <>
      <section className="sl-card">
        <DataTable<BoardRow>
          rowKey={(row) => row.tenant.id} dataSource={[...data.items]} scroll={{ x: 180 + packs.length * 190 }} empty={<Empty title={t("board.none")} />}
          columns={[
            { title: t("board.tenant"), width: 160, fixed: "left", render: (_, row) => <b>{text(row.tenant.title)}</b> },
            ...packs.map((pack) => ({ title: text(pack.title), key: pack.id, width: 190, render: (_: unknown, row: BoardRow) => <Cell cell={row.packs.find((one) => one.id === pack.id)} /> })),
          ]}
        />
      </section>
      <section className="sl-card">
        <header>{t("board.overridden")}<span className="sl-meta">{t("board.overriddenSays")}</span></header>
        {data.overridden.length === 0 ? <Empty title={t("board.noOverridden")} /> : (
          <ul className="sl-elements">
            {data.overridden.map((one) => <li key={`${one.pack} ${one.el}`}><div className="sl-element-head"><span className="sl-element-title"><b>{text(one.title)}</b><code className="sl-meta sl-board-el">{one.el}</code></span><span>{t("board.by", { by: one.by, of: one.of })}</span></div></li>)}
          </ul>
        )}
      </section>
    </>
  );
}

function Cell({ cell }: { readonly cell: BoardCell | undefined }): ReactNode {
  const { t } = useTranslation("packs");
  if (!cell) return <span className="sl-muted">{t("chip.absent")}</span>;
  const drift = driftOf(cell);
  return (
    <span className="sl-board-cell">
      <span>{cell.version}</span>
      {cell.overdue ? <StateChip tone="bad" icon={<WarningOutlined />}>{t("board.overdue")}</StateChip> : cell.pending && <StateChip tone="warn" icon={<ClockCircleOutlined />}>{cell.pendingSince === undefined ? t("board.pending") : t("board.pendingSince", { at: dateText(cell.pendingSince) })}</StateChip>}
      <span className="sl-meta">{drift.length === 0 ? t("board.noDrift") : drift.map(([state, count]) => `${t(`badge.${state}`, { defaultValue: state })} ${count}`).join(" · ")}</span>
    </span>
  );
}
