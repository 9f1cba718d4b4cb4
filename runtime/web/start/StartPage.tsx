import { FullscreenOutlined, PlusOutlined } from "@ant-design/icons";
import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import { Button } from "antd";
import type { TFunction } from "i18next";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useOrg } from "../admin/useOrg.ts";
import { useOpenAlarms } from "../alarms/useAlarms.ts";
import { api } from "../api/client.ts";
import type { Page, TaskView } from "../api/types.ts";
import { useConnection } from "../api/useStream.ts";
import { useSiteArea } from "../app/frame/useSiteArea.ts";
import { useSummary } from "../app/frame/useSummary.ts";
import { ErrorCard } from "../components/ErrorCard.tsx";
import { Loading } from "../components/Loading.tsx";
import { PageHeader } from "../components/PageHeader.tsx";
import { dateText } from "../components/time.ts";
import { useNow } from "../components/useNow.ts";
import { useLocale } from "../i18n/useLocale.ts";
import { usePermits } from "../permits/usePermits.ts";
import { useMay, useMe } from "../session/useMe.ts";
import { useTags } from "../tags/useTags.ts";
import { isWall } from "../theme/mode.ts";
import { FieldPermits } from "./FieldPermits.tsx";
import { isFieldRole, type Overall, overallOf } from "./figures.ts";
import { PlanCard } from "./PlanCard.tsx";
import { StartFigures } from "./StartFigures.tsx";
import { TodoCard } from "./TodoCard.tsx";
import { RouteLink } from "../components/RouteLink.tsx";
import { useWallRoom } from "./useWallRoom.ts";
import "./start.css";

/** What the plan's card has above and below its picture on a wall: head, notes, and the page's lower edge. */
const planFrame = 112;

/** Under a key of its own: the inbox keeps pages under `["tasks", "mine", "open"]`, and one shape is not the other. */
function useMyTasks(enabled: boolean): UseQueryResult<Page<TaskView>> {
  return useQuery({ queryKey: ["tasks", "mine", "start"], enabled, queryFn: () => api.get<Page<TaskView>>("/tasks", { mine: true, state: "open", limit: 200 }) });
}

/** Screen 2: is my area in order, and what must I do now. The P1 banner above it belongs to the frame. */
export default function StartPage(): ReactNode {
  const { t } = useTranslation("start");
  const data = useStartData();
  const { isField, overall, where } = data;
  const [main, room] = useWallRoom<HTMLDivElement>();
  const todo = data.mayTasks ? <TodoCard key="todo" tasks={data.tasks} count={data.summary?.tasks.mine ?? data.tasks?.length} /> : null;
  const permits = data.mayPermits ? <FieldPermits key="permits" permits={data.isPermitsRead ? data.permits : undefined} now={data.now} /> : null;
  const plan = data.tags
    ? <PlanCard key="plan" areas={data.areas} tags={data.tags} alarms={data.alarms ?? []} permits={data.permits} now={data.now} mostHeight={room === undefined ? 500 : Math.max(240, room - planFrame)} />
    : data.fault || !data.mayTags ? null : <Loading rows={8} />;
  return (
    <div className="sl-start">
      <PageHeader title={<Sentence overall={overall} where={where} t={t} />} sub={dateText(data.now)} actions={<Actions />} />
      {data.fault ? <ErrorCard fault={data.fault} onRetry={data.retry} /> : null}
      <StartFigures {...data} permits={data.isPermitsRead ? data.permits : undefined} />
      <div ref={main} className={isField ? "sl-start-main sl-start-field" : "sl-start-main"}>
        {isField ? <div className="sl-start-side">{todo}{permits}</div> : plan}
        {isField ? plan : <div className="sl-start-side">{todo}{permits}</div>}
      </div>
    </div>
  );
}

/** Everything the page shows, cut down to the area chosen in the header. */
function useStartData() {
  const may = useMay();
  const me = useMe();
  const { text } = useLocale();
  const { t } = useTranslation("start");
  const now = useNow();
  const area = useSiteArea();
  const { state } = useConnection();
  const summary = useSummary();
  const org = useOrg();
  const alarms = useOpenAlarms(may("alarm.view"));
  const tags = useTags([], may("tag.read"));
  const permits = usePermits(may("permit.read"));
  const tasks = useMyTasks(may("task.act"));
  const inArea = <T,>(items: readonly T[] | undefined, areaOf: (item: T) => string | undefined): readonly T[] | undefined => (area === "" ? items : items?.filter((item) => areaOf(item) === area));
  const areas = org.data?.areas ?? [];
  const ownAlarms = inArea(alarms.data?.items, (alarm) => alarm.area?.id);
  const faulty = [alarms, tags, permits, org].find((query) => query.error && !query.data);
  return {
    now, summary: summary.data, updatedAt: summary.dataUpdatedAt, isLive: state === "live",
    areas: area === "" ? areas : areas.filter((one) => one.id === area),
    alarms: ownAlarms,
    tags: inArea(tags.data?.items, (tag) => tag.area),
    permits: inArea(permits.data?.items, (permit) => permit.areaId) ?? [],
    isPermitsRead: permits.data !== undefined,
    mayPermits: may("permit.read"),
    mayTags: may("tag.read"),
    mayTasks: may("task.act"),
    mayAlarms: may("alarm.view"),
    tasks: tasks.data?.items,
    fault: faulty?.error ?? null,
    retry: () => void faulty?.refetch(),
    overall: overallOf({ summary: summary.data, alarms: ownAlarms, connected: state !== "lost", mayView: may("alarm.view") }),
    where: area === "" ? t("site") : text(areas.find((one) => one.id === area)?.title),
    isField: isFieldRole(me.person.roles),
  };
}

function Sentence({ overall, where, t }: { readonly overall: Overall; readonly where: string; readonly t: TFunction }): ReactNode {
  if (overall.kind === "alarm") {
    const { priority } = overall.alarm;
    return t(overall.unacked > 0 ? "start:overall.alarm" : "start:overall.acked", { where, count: overall.unacked, priority, word: t(`common:priority.${priority}`) });
  }
  if (overall.kind === "unknown") return <span className="sl-unknown-value">{t(overall.total === 0 ? "start:overall.noTags" : "start:overall.unknown", { where, unknown: overall.unknown })}</span>;
  if (overall.kind === "lost") return <span className="sl-unknown-value">{t("start:overall.lost", { where })}</span>;
  return t(`start:overall.${overall.kind}`, { where, ...overall });
}

function Actions(): ReactNode {
  const { t } = useTranslation("start");
  const may = useMay();
  if (isWall()) return null;
  return (
    <>
      <Button className="sl-wall-switch" icon={<FullscreenOutlined />} onClick={() => location.assign("/?wall=1")}>{t("wall")}</Button>
      {may("submission.create") && <RouteLink href="/new"><Button type="primary" icon={<PlusOutlined />}>{t("start")}</Button></RouteLink>}
    </>
  );
}
