import type { TaskView } from "@safeloop/engine";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { Button, Input, Tabs } from "antd";
import { type ReactNode, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../api/client.ts";
import type { Page } from "../api/types.ts";
import { useKeys } from "../app/keys.ts";
import { useUrlState } from "../app/useUrlState.ts";
import { Empty } from "../components/Empty.tsx";
import { ErrorCard } from "../components/ErrorCard.tsx";
import { Loading } from "../components/Loading.tsx";
import { PageHeader } from "../components/PageHeader.tsx";
import { useNow } from "../components/useNow.ts";
import { MySubmissions } from "../submissions/MySubmissions.tsx";
import { useMay } from "../session/useMe.ts";
import { GoneTask } from "./GoneTask.tsx";
import { TaskDetail } from "./TaskDetail.tsx";
import { TaskRow } from "./TaskRow.tsx";
import "./inbox.css";

function useTasks(state: "open" | "done") {
  return useInfiniteQuery({
    queryKey: ["tasks", "mine", state],
    initialPageParam: undefined as string | undefined,
    placeholderData: keepPreviousData,
    queryFn: ({ pageParam }) => api.get<Page<TaskView>>("/tasks", { mine: true, state, limit: 100, cursor: pageParam }),
    getNextPageParam: (last) => last.next ?? undefined,
  });
}

/** Most urgent first: overdue and due tasks by their end, then those without one by age. */
export function byUrgency(tasks: readonly TaskView[]): readonly TaskView[] {
  const end = (task: TaskView): number => (task.dueAt === undefined ? Number.MAX_SAFE_INTEGER : Date.parse(task.dueAt));
  return [...tasks].sort((a, b) => end(a) - end(b) || Date.parse(a.openedAt) - Date.parse(b.openedAt));
}

function TaskList({ state }: { readonly state: "open" | "done" }): ReactNode {
  const { t } = useTranslation("inbox");
  const navigate = useNavigate();
  const [q, setQ] = useUrlState("q");
  const [selected, select] = useUrlState("task");
  const asked = useTasks(state);
  const all = asked.data?.pages.flatMap((page) => page.items) ?? [];
  const words = q.trim().toLowerCase();
  const tasks = (state === "open" ? byUrgency(all) : all).filter((task) => words === "" || [task.title, task.number, task.form.title.zh, task.form.title.en, task.node.title.zh].some((part) => part.toLowerCase().includes(words)));
  const listed = tasks.find((task) => task.id === selected);
  const isGone = selected !== "" && words === "" && asked.isSuccess && listed === undefined;
  const current = listed ?? (isGone ? undefined : tasks[0]);
  const at = current === undefined ? -1 : tasks.indexOf(current);
  const step = (by: number): void => {
    const next = tasks[Math.max(0, Math.min(tasks.length - 1, at + by))];
    if (next !== undefined) select(next.id);
  };
  const open = (): void => {
    if (current !== undefined) void navigate({ href: current.alarmId === undefined ? `/submissions/${current.submissionId}` : `/alarms?selected=${encodeURIComponent(current.alarmId)}` });
  };
  useKeys({ j: () => step(1), k: () => step(-1), ArrowDown: () => step(1), ArrowUp: () => step(-1), Enter: open });
  useEffect(() => {
    document.querySelector(`[data-task="${CSS.escape(current?.id ?? "")}"]`)?.scrollIntoView({ block: "nearest" }); // gives a promise in newer browsers: not an effect's clean-up
  }, [current?.id]);
  return (
    <div className="sl-inbox">
      <section className="sl-card sl-inbox-list">
        <div className="sl-list-tools"><Input allowClear data-filter="" className="sl-grow" placeholder={t("filter")} value={q} onChange={(event) => setQ(event.target.value)} /></div>
        {asked.error ? <ErrorCard fault={asked.error} what={t("load")} onRetry={() => void asked.refetch()} /> : asked.isPending ? <Loading rows={6} /> : tasks.length === 0 ? <Empty title={t(words === "" ? (state === "open" ? "calm" : "noneDone") : "common:load.empty")} {...(words === "" ? { hint: t("calmHint") } : { action: <button type="button" className="sl-link" onClick={() => setQ("")}>{t("common:act.clear")}</button> })} /> : null}
        <ul className="sl-tasks">{tasks.map((task) => <TaskRow key={task.id} task={task} isSelected={task.id === current?.id} onSelect={() => select(task.id)} />)}</ul>
        <footer className="sl-inbox-foot sl-meta"><kbd>J</kbd><kbd>K</kbd> {t("frame:keys.rows")} <kbd>Enter</kbd> {t("frame:keys.open")}<span>{t("common:load.all", { count: tasks.length })}{asked.hasNextPage && <button type="button" className="sl-link" onClick={() => void asked.fetchNextPage()}>{t("more")}</button>}</span></footer>
      </section>
      {isGone ? <GoneTask id={selected} onNext={() => select("")} /> : current === undefined ? <section className="sl-card"><Empty title={t("nothingSelected")} /></section> : <TaskDetail key={current.id} task={current} onChoose={() => select(current.id)} onDone={() => select("")} />}
    </div>
  );
}

/** Screen 3: what waits for me, and which first? */
export default function InboxPage(): ReactNode {
  const { t } = useTranslation("inbox");
  const may = useMay();
  const [tab, setTab] = useUrlState("tab", "open");
  const asked = useTasks("open");
  const now = useNow();
  const open = asked.data?.pages.flatMap((page) => page.items) ?? [];
  const count = asked.data?.pages[0]?.total ?? open.length;
  const near = open.filter((task) => task.dueAt !== undefined && Date.parse(task.dueAt) - now < 30 * 60_000).length;
  return (
    <div className="sl-inbox-page">
      <PageHeader title={asked.data === undefined ? t("frame:nav.inbox") : count === 0 ? t("calm") : t("title", { count })} sub={near > 0 ? t("near", { count: near }) : undefined} actions={may("submission.create") && <Link to="/new"><Button type="primary">＋ {t("common:act.start")}</Button></Link>} />
      <Tabs activeKey={tab} onChange={setTab} items={[{ key: "open", label: `${t("tab.open")} ${asked.data === undefined ? "" : count}` }, { key: "mine", label: t("tab.mine") }, { key: "done", label: t("tab.done") }]} />
      {tab === "mine" ? <MySubmissions /> : <TaskList key={tab} state={tab === "done" ? "done" : "open"} />}
    </div>
  );
}
