import { Button } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type { AlarmView, TagView } from "../api/types.ts";
import { useLocale } from "../i18n/useLocale.ts";
import { AlarmRow } from "./AlarmRow.tsx";
import { firstOfGroup } from "./alarmOrder.ts";
import type { ShownOrder } from "./useHeldOrder.ts";

const columns = ["priority", "state", "raised", "lasted", "tag", "alarm", "value", "limit"] as const;

/** Rows drawn at once; the rest is counted and one click away. The worst come first. */
const step = 300;

export interface AlarmListProps {
  readonly alarms: ReadonlyMap<string, AlarmView>;
  readonly order: ShownOrder;
  readonly tags: ReadonlyMap<string, TagView>;
  readonly now: number;
  readonly selected: string | undefined;
  readonly firstOutId: string | undefined;
  readonly isGrouped: boolean;
  readonly onSelect: (id: string) => void;
  readonly empty: ReactNode;
}

/** The list of the console. It takes the focus, so that a long one scrolls by keyboard. Rows change in place at once, their order only when the cursor is away or 2 s are over. */
export function AlarmList(props: AlarmListProps): ReactNode {
  const { alarms, order, isGrouped, empty } = props;
  const { t } = useTranslation("alarms");
  const [most, setMost] = useState(step);
  const all = order.shown.flatMap((id) => alarms.get(id) ?? []);
  const rows = all.slice(0, most);
  return (
    <div className="sl-alarm-list" role="table" tabIndex={0} aria-label={t("list")} onPointerEnter={order.onPointerEnter} onPointerLeave={order.onPointerLeave}>
      <div role="row" className="sl-alarm-row sl-alarm-head">
        {columns.map((column) => <span key={column} role="columnheader" className={column === "lasted" || column === "value" ? "sl-num" : ""}>{t(`col.${column}`)}</span>)}
      </div>
      {order.waiting.length > 0 && <p className="sl-alarm-waiting" role="status">{t("waiting", { count: order.waiting.length })} <Button size="small" onClick={order.release}>{t("showNow")}</Button></p>}
      {rows.length === 0 ? empty : isGrouped ? <Groups {...props} rows={rows} /> : rows.map((alarm) => <Row key={alarm.id} {...props} alarm={alarm} />)}
      {all.length > most && <p className="sl-alarm-more"><Button onClick={() => setMost(most + step)}>{t("rest", { count: all.length - most })}</Button></p>}
    </div>
  );
}

function Row({ alarm, tags, now, selected, firstOutId, onSelect }: AlarmListProps & { readonly alarm: AlarmView }): ReactNode {
  return <AlarmRow alarm={alarm} tag={alarm.tagId === undefined ? undefined : tags.get(alarm.tagId)} now={now} isSelected={alarm.id === selected} isFirstOut={alarm.id === firstOutId} onSelect={onSelect} />;
}

/** The same rows under the name of their area, areas in the order of their worst alarm; each area marks what it began with. */
function Groups({ rows, ...props }: AlarmListProps & { readonly rows: readonly AlarmView[] }): ReactNode {
  const { t } = useTranslation("alarms");
  const { text } = useLocale();
  const groups = new Map<string, AlarmView[]>();
  for (const alarm of rows) groups.set(alarm.area?.id ?? "", [...(groups.get(alarm.area?.id ?? "") ?? []), alarm]);
  return [...groups].map(([id, members]) => (
    <div key={id} role="rowgroup">
      <div className="sl-alarm-group" role="row"><span role="cell">{text(members[0]?.area?.title) || t("filter.noArea")} <span className="sl-meta">{members.length}</span></span></div>
      {members.map((alarm) => <Row key={alarm.id} {...props} firstOutId={firstOfGroup(members)?.id ?? props.firstOutId} alarm={alarm} />)}
    </div>
  ));
}
