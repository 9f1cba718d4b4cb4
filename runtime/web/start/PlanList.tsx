import type { PermitConflict } from "@safeloop/engine";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { AlarmView, PermitRow, TagView } from "../api/types.ts";
import { WarningFilled } from "@ant-design/icons";
import { DataTable } from "../components/DataTable.tsx";
import { PriorityGlyph } from "../components/PriorityGlyph.tsx";
import { StateChip } from "../components/StateChip.tsx";
import { glyphState } from "../alarms/glyphState.ts";
import { priorityRank } from "../alarms/alarmOrder.ts";
import { useLocale } from "../i18n/useLocale.ts";
import { shortNumber, workKind } from "../permits/permitLane.ts";
import { PermitChip } from "../permits/PermitChip.tsx";
import { TagValue } from "../tags/TagValue.tsx";
import { isUnknown, tagLook, tagName } from "../tags/tagLook.ts";
import { conflictName } from "./planConflicts.ts";
import type { PlanPick } from "./PlanPicture.tsx";

interface PlanRow {
  readonly key: string;
  readonly name: string;
  readonly area: string;
  readonly tag?: TagView;
  readonly alarm?: AlarmView | undefined;
  readonly permit?: PermitRow;
  readonly conflict?: PermitConflict;
}

export interface PlanListProps {
  readonly tags: readonly TagView[];
  readonly alarmOf: (tagId: string) => AlarmView | undefined;
  readonly permits: readonly PermitRow[];
  readonly conflicts: readonly PermitConflict[];
  readonly areaTitle: (id: string | undefined) => string;
  readonly now: number;
  /** Leaves the area column out where the card is small. */
  readonly isNarrow: boolean;
  readonly onPick: (pick: PlanPick) => void;
}

/** The plan as a table: what has an alarm first, then what has no data, then permits, then the rest. */
export function PlanList({ tags, alarmOf, permits, conflicts, areaTitle, now, isNarrow, onPick }: PlanListProps): ReactNode {
  const { t } = useTranslation("start");
  const { text } = useLocale();
  const rows: PlanRow[] = [
    ...tags.map((tag) => ({ key: `tag:${tag.id}`, name: tagName(tag.id, text(tag.title)), area: areaTitle(tag.area), tag, alarm: alarmOf(tag.id) })),
    ...conflicts.map((conflict) => ({ key: `conflict:${conflict.row}:${conflict.a.submissionId}:${conflict.b.submissionId}`, name: conflictName(conflict, (title, number) => `${workKind(text(title))} ${shortNumber(number)}`), area: areaTitle(conflict.a.areaId ?? conflict.b.areaId), conflict })),
    ...permits.map((permit) => ({ key: `permit:${permit.id}`, name: `${permit.number} ${text(permit.form.title)}`, area: areaTitle(permit.areaId), permit })),
  ].sort((a: PlanRow, b: PlanRow) => rank(a, now) - rank(b, now));
  return (
    <DataTable<PlanRow>
      density="compact" rowKey="key" dataSource={rows} scroll={{ y: 420 }} virtual
      onOpen={(row) => onPick(pickOf(row))}
      columns={[
        { title: t("plan.col.what"), dataIndex: "name", ellipsis: true },
        ...(isNarrow ? [] : [{ title: t("plan.col.area"), dataIndex: "area", width: 110, ellipsis: true }]),
        { title: t("plan.col.value"), width: isNarrow ? 96 : 120, align: "right" as const, render: (_: unknown, row: PlanRow) => (row.tag ? <TagValue tag={row.tag} now={now} /> : row.conflict?.distanceM == null ? null : `${row.conflict.distanceM} m`) },
        { title: t("plan.col.state"), width: isNarrow ? 120 : 150, render: (_: unknown, row: PlanRow) => <State row={row} now={now} /> },
      ]}
    />
  );
}

/** What the side panel opens for a row; of a conflict its first ticket. */
function pickOf({ permit, conflict, tag }: PlanRow): PlanPick {
  const id = permit?.id ?? conflict?.a.submissionId;
  return id === undefined ? { kind: "tag", id: tag?.id ?? "" } : { kind: "permit", id };
}

function State({ row, now }: { readonly row: PlanRow; readonly now: number }): ReactNode {
  const { t } = useTranslation();
  if (row.conflict) return <StateChip tone="bad" icon={<WarningFilled />}>{t("permits:conflict.line")}</StateChip>;
  if (row.permit) return <PermitChip permit={row.permit} />;
  if (row.alarm) return <><PriorityGlyph priority={row.alarm.priority} state={glyphState(row.alarm)} /> {t(`alarms:state.${row.alarm.state}`)}</>;
  return row.tag && isUnknown(tagLook(row.tag, now)) ? <StateChip tone="unknown">{t("unknown")}</StateChip> : <span className="sl-muted">{t("start:plan.noAlarm")}</span>;
}

function rank(row: PlanRow, now: number): number {
  if (row.conflict) return 0;
  if (row.alarm) return priorityRank(row.alarm.priority);
  if (row.tag && isUnknown(tagLook(row.tag, now))) return 10;
  return row.permit ? 11 : 12;
}
