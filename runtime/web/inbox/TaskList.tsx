import { ArrowLeftOutlined, SearchOutlined } from "@ant-design/icons";
import type { TaskView } from "@safeloop/engine";
import { useNavigate } from "@tanstack/react-router";
import { Input } from "antd";
import { type ReactNode, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useKeys } from "../app/keys.ts";
import { useUrlState } from "../app/useUrlState.ts";
import { Empty } from "../components/Empty.tsx";
import { ErrorCard } from "../components/ErrorCard.tsx";
import { Loading } from "../components/Loading.tsx";
import { GoneTask } from "./GoneTask.tsx";
import { TaskDetail } from "./TaskDetail.tsx";
import { TaskRow } from "./TaskRow.tsx";
import { byUrgency, useTasks } from "./useTasks.ts";

function matches(task: TaskView, words: string): boolean {
  const { title, number, form, node } = task;
  return words === "" || [title, number, form.title.zh, form.title.en, node.title.zh, node.title.en].some((part) => part.toLowerCase().includes(words));
}

/** Goes to a task. The first step from the list can be taken back: on a phone that is the way out of the detail. */
function useOpenTask(selected: string): (id: string) => void {
  const navigate = useNavigate();
  return (id) => void navigate({ to: ".", replace: selected !== "", search: (old: Record<string, unknown>) => ({ ...old, task: id }) });
}

function NoTasks({ state, isFiltered, onClear }: { readonly state: "open" | "done"; readonly isFiltered: boolean; readonly onClear: () => void }): ReactNode {
  const { t } = useTranslation("inbox");
  if (isFiltered) return <Empty title={t("common:load.empty")} action={<button type="button" className="sl-link" onClick={onClear}>{t("common:act.clear")}</button>} />;
  return <Empty title={t(state === "open" ? "calm" : "noneDone")} hint={t("calmHint")} />;
}

/** Tasks with the chosen one beside them; on a narrow screen one or the other. `head` stands on top of the list. */
export function TaskList({ state, head }: { readonly state: "open" | "done"; readonly head: ReactNode }): ReactNode {
  const { t } = useTranslation("inbox");
  const navigate = useNavigate();
  const [q, setQ] = useUrlState("q");
  const [selected, select] = useUrlState("task");
  const choose = useOpenTask(selected);
  const asked = useTasks(state);
  const all = asked.data?.pages.flatMap((page) => page.items) ?? [];
  const words = q.trim().toLowerCase();
  const tasks = (state === "open" ? byUrgency(all) : all).filter((task) => matches(task, words));
  const listed = tasks.find((task) => task.id === selected);
  const isGone = selected !== "" && words === "" && asked.isSuccess && listed === undefined;
  const current = listed ?? (isGone ? undefined : tasks[0]);
  const step = (by: number): void => {
    const at = current === undefined ? -1 : tasks.indexOf(current);
    const next = tasks[Math.max(0, Math.min(tasks.length - 1, at + by))];
    if (next !== undefined) choose(next.id);
  };
  const open = (): void => {
    if (current !== undefined) void navigate({ href: current.alarmId === undefined ? `/submissions/${current.submissionId}` : `/alarms?selected=${encodeURIComponent(current.alarmId)}` });
  };
  useKeys({ j: () => step(1), k: () => step(-1), ArrowDown: () => step(1), ArrowUp: () => step(-1), Enter: open });
  useEffect(() => {
    document.querySelector(`[data-task="${CSS.escape(current?.id ?? "")}"]`)?.scrollIntoView({ block: "nearest" }); // gives a promise in newer browsers: not an effect's clean-up
  }, [current?.id]);
  useEffect(() => {
    if (selected !== "") document.getElementById("content")?.scrollTo({ top: 0 }); // where the detail takes the list's place, it begins at its head
  }, [selected]);
  return (
    <div className={`sl-inbox${selected === "" ? "" : " sl-inbox-open"}`}>
      <section className="sl-card sl-inbox-list">
        {head}
        <div className="sl-list-tools"><Input allowClear data-filter="" className="sl-grow" prefix={<SearchOutlined />} placeholder={t("filter")} aria-label={t("filter")} value={q} onChange={(event) => setQ(event.target.value)} /></div>
        {asked.error ? <ErrorCard fault={asked.error} what={t("load")} onRetry={() => void asked.refetch()} /> : asked.isPending ? <Loading rows={6} /> : tasks.length === 0 ? <NoTasks state={state} isFiltered={words !== ""} onClear={() => setQ("")} /> : null}
        <ul className="sl-tasks">{tasks.map((task) => <TaskRow key={task.id} task={task} isSelected={task.id === current?.id} onSelect={() => choose(task.id)} />)}</ul>
        <footer className="sl-inbox-foot sl-meta"><span className="sl-inbox-keys"><kbd>J</kbd><kbd>K</kbd> {t("frame:keys.rows")} <kbd>Enter</kbd> {t("frame:keys.open")}</span><span>{asked.data !== undefined && t("common:load.all", { count: tasks.length })}{asked.hasNextPage && <button type="button" className="sl-link" onClick={() => void asked.fetchNextPage()}>{t("more")}</button>}</span></footer>
      </section>
      <div className="sl-inbox-side">
        <button type="button" className="sl-link sl-inbox-back" onClick={() => select("")}><ArrowLeftOutlined />{t("backToList")}</button>
        {isGone ? <GoneTask id={selected} onNext={() => select("")} /> : current === undefined ? <section className="sl-card"><Empty title={t("nothingSelected")} /></section> : <TaskDetail key={current.id} task={current} onChoose={() => choose(current.id)} onDone={() => select("")} />}
      </div>
    </div>
  );
}
