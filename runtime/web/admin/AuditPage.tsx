import { CheckCircleOutlined, SafetyCertificateOutlined, WarningOutlined } from "@ant-design/icons";
import { useInfiniteQuery, useMutation } from "@tanstack/react-query";
import { Button, DatePicker, Input } from "antd";
import dayjs from "dayjs";
import { type ReactNode, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../api/client.ts";
import type { Page } from "../api/types.ts";
import { useUrlState } from "../app/useUrlState.ts";
import { DataTable } from "../components/DataTable.tsx";
import { Empty } from "../components/Empty.tsx";
import { ErrorCard } from "../components/ErrorCard.tsx";
import { Loading } from "../components/Loading.tsx";
import { fullTimeText } from "../components/time.ts";
import { AdminFrame } from "./AdminFrame.tsx";
import { auditWords, subjectWord } from "./auditWords.ts";

interface AuditRow {
  readonly id?: number;
  readonly seq: number | null;
  readonly at: string;
  readonly actor: { readonly id: string; readonly name: string; readonly kind?: string };
  readonly ip?: string | null;
  readonly action: string;
  readonly subject: { readonly type: string; readonly id: string };
  readonly detail: object | null;
  readonly hash: string;
  readonly sealed: boolean;
}
export interface AuditVerdict {
  readonly ok: boolean;
  readonly entries: number;
  readonly firstBadSeq?: number;
  readonly unsealed: number;
  readonly why?: string;
}

/** Who did what to what and when, newest first, and whether the chain still holds. */
export default function AuditPage(): ReactNode {
  const { t } = useTranslation("admin");
  const filter = useAuditFilter();
  const { data, error, refetch, fetchNextPage, hasNextPage } = useInfiniteQuery({
    queryKey: ["audit", filter.value],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam, signal }) => api.get<Page<AuditRow>>("/audit", { ...filter.value, cursor: pageParam, limit: 100 }, signal),
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const rows = useMemo(() => data?.pages.flatMap((page) => page.items) ?? [], [data]);
  return (
    <AdminFrame section="audit" lead={t("audit.lead")}>
      <Verify />
      <Filters filter={filter} />
      {!data && !error ? <Loading rows={10} /> : (
        <section className="sl-card">
          <DataTable<AuditRow>
            density="compact" rowKey={(row) => `${row.id ?? row.seq} ${row.hash}`} dataSource={rows} fault={data ? null : error} onRetry={() => void refetch()} onMore={hasNextPage ? () => void fetchNextPage() : undefined} scroll={{ x: 820 }}
            empty={<Empty title={t("audit.empty")} action={<Button onClick={filter.clear}>{t("common:act.clear")}</Button>} />}
            expandable={{ expandedRowRender: (row) => <Detail row={row} /> }}
            columns={[
              { title: t("audit.seq"), width: 90, align: "right", render: (_, row) => row.seq ?? <span className="sl-muted">{t("audit.unsealed")}</span> },
              { title: t("audit.at"), width: 170, render: (_, row) => fullTimeText(row.at) },
              { title: t("audit.who"), width: 130, ellipsis: true, render: (_, row) => (row.actor.kind === "system" || row.actor.name === "" ? t("audit.system") : row.actor.name) },
              { title: t("audit.what"), width: 170, ellipsis: true, render: (_, row) => auditWords(row.action, t) },
              { title: t("audit.on"), ellipsis: true, render: (_, row) => <span title={row.subject.id}>{subjectWord(row.subject.type, t)} <code>{row.subject.id}</code></span> },
            ]}
          />
        </section>
      )}
    </AdminFrame>
  );
}

function Detail({ row }: { readonly row: AuditRow }): ReactNode {
  const { t } = useTranslation("admin");
  return (
    <div>
      {row.detail && Object.keys(row.detail).length > 0 && <pre className="sl-audit-detail sl-mono">{JSON.stringify(row.detail, null, 2)}</pre>}
      <p className="sl-meta">{[row.action, row.actor.id, row.ip && t("audit.ip", { ip: row.ip }), `${t("audit.hash")} ${row.hash.slice(0, 16)}…`].filter(Boolean).join(" · ")}</p>
    </div>
  );
}

/** Walks the whole chain on the server. A broken chain is said in red words with the first bad record. */
function Verify(): ReactNode {
  const { t } = useTranslation("admin");
  const verify = useMutation({ mutationFn: () => api.get<AuditVerdict>("/audit/verify") });
  const { data } = verify;
  const why = data?.why === undefined ? t("common:notApplicable") : t(`audit.why.${data.why}`, data.why);
  return (
    <div className="sl-admin-acts">
      <Button icon={<SafetyCertificateOutlined />} loading={verify.isPending} onClick={() => verify.mutate()}>{t(verify.isPending ? "audit.verifying" : "audit.verify")}</Button>
      {data && <p role="status" className={`sl-verify ${data.ok ? "sl-verify-ok" : "sl-verify-bad"}`}>
        {data.ok ? <CheckCircleOutlined /> : <WarningOutlined />} {data.ok ? [t("audit.ok", { entries: data.entries }), data.unsealed > 0 && t("audit.okUnsealed", { unsealed: data.unsealed })].filter(Boolean).join(" · ") : data.firstBadSeq === undefined ? t("audit.badEmpty", { why }) : t("audit.bad", { seq: data.firstBadSeq, why })}
      </p>}
      {verify.error && <ErrorCard fault={verify.error} what={t("audit.verify")} />}
    </div>
  );
}

function useAuditFilter() {
  const [from, setFrom] = useUrlState("from");
  const [to, setTo] = useUrlState("to");
  const [actor, setActor] = useUrlState("actor");
  const [action, setAction] = useUrlState("action");
  const [subject, setSubject] = useUrlState("subject");
  const value = useMemo(() => Object.fromEntries(Object.entries({ from, to, actor, action, subject }).filter(([, text]) => text !== "")), [from, to, actor, action, subject]);
  const clear = (): void => [setFrom, setTo, setActor, setAction, setSubject].forEach((set) => set(""));
  return { value, from, to, actor, action, subject, setFrom, setTo, setActor, setAction, setSubject, clear };
}

function Filters({ filter }: { readonly filter: ReturnType<typeof useAuditFilter> }): ReactNode {
  const { t } = useTranslation("admin");
  const time = (name: "from" | "to", set: (value: string) => void): ReactNode => <DatePicker showTime aria-label={t(`audit.${name}`)} placeholder={t(`audit.${name}`)} value={filter[name] === "" ? null : dayjs(filter[name])} onChange={(at) => set(at ? at.toISOString() : "")} />;
  const text = (name: "actor" | "action" | "subject", set: (value: string) => void): ReactNode => <Input.Search key={`${name} ${filter[name]}`} allowClear placeholder={t(`audit.${name}`)} aria-label={t(`audit.${name}`)} defaultValue={filter[name]} onSearch={set} style={{ width: 180 }} />;
  return <div className="sl-admin-filters">{time("from", filter.setFrom)}{time("to", filter.setTo)}{text("action", filter.setAction)}{text("actor", filter.setActor)}{text("subject", filter.setSubject)}</div>;
}
