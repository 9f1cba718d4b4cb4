import { useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { PermitRow } from "../api/types.ts";
import { DataTable } from "../components/DataTable.tsx";
import { useNow } from "../components/useNow.ts";
import { useLocale } from "../i18n/useLocale.ts";
import { PermitChip } from "./PermitChip.tsx";
import { PermitTime } from "./PermitTime.tsx";
import { nextDeadline, sortPermits } from "./permitLane.ts";

/** All permits as a table, ended ones too: the twin of the lanes. */
export function PermitTable({ permits, areaTitle, empty }: { readonly permits: readonly PermitRow[]; readonly areaTitle: (id: string | undefined) => string; readonly empty: ReactNode }): ReactNode {
  const { t } = useTranslation("permits");
  const { text } = useLocale();
  const navigate = useNavigate();
  const now = useNow();
  const at = (permit: PermitRow): number => nextDeadline(permit)?.at ?? Number.MAX_SAFE_INTEGER;
  return (
    <DataTable<PermitRow>
      rowKey="id" dataSource={sortPermits(permits)} total={permits.length} empty={empty} scroll={{ x: 900 }}
      onOpen={(permit) => void navigate({ to: `/submissions/${permit.id}` as never })}
      columns={[
        { title: t("col.number"), dataIndex: "number", width: 190, fixed: "left", sorter: (a, b) => (a.number < b.number ? -1 : 1) },
        { title: t("col.kind"), width: 150, ellipsis: true, render: (_, permit) => text(permit.form.title) },
        { title: t("col.what"), dataIndex: "title", ellipsis: true },
        { title: t("col.state"), width: 120, render: (_, permit) => <PermitChip permit={permit} /> },
        { title: t("col.area"), width: 120, ellipsis: true, render: (_, permit) => areaTitle(permit.areaId) },
        { title: t("col.people"), width: 160, ellipsis: true, render: (_, permit) => [...permit.holders, ...permit.guardians].map((person) => person.name).join(" ") },
        { title: t("col.next"), width: 170, sorter: (a, b) => at(a) - at(b), render: (_, permit) => <PermitTime permit={permit} now={now} /> },
      ]}
    />
  );
}
