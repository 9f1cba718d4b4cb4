import type { TaskView } from "@safeloop/engine";
import { lazy, type ReactNode, Suspense, useCallback, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../api/client.ts";
import { problemOf } from "../api/problem.ts";
import type { Page } from "../api/types.ts";
import { Countdown } from "../components/Age.tsx";
import { useLocale } from "../i18n/useLocale.ts";
import { NetworkStrip } from "./NetworkStrip.tsx";
import { go } from "./place.ts";
import { TopBar } from "./TopBar.tsx";

/** Only loaded when something is opened: the form view is larger than this page. */
const SignTask = lazy(() => import("./SignTask.tsx"));

/** 待我签字: what waits for my signature, most urgent first. */
export function SignScreen(): ReactNode {
  const { t } = useTranslation("capture");
  const { text } = useLocale();
  const [tasks, setTasks] = useState<readonly TaskView[]>();
  const [fault, setFault] = useState<string>();
  const [open, setOpen] = useState<TaskView>();
  const load = useCallback(() => {
    api.get<Page<TaskView>>("/tasks", { mine: true, state: "open", limit: 100 }).then(
      (page) => { setTasks([...page.items].sort((a, b) => (a.dueAt ?? "9").localeCompare(b.dueAt ?? "9"))); setFault(undefined); },
      (thrown: unknown) => setFault(problemOf(thrown).status === 401 ? t("signInToSee") : problemOf(thrown).status === 0 ? t("offlineList") : problemOf(thrown).detail),
    );
  }, [t]);
  useEffect(load, [load]);
  if (open !== undefined) return <Suspense fallback={<p className="sc-note">{t("loading")}</p>}><SignTask task={open} onBack={() => setOpen(undefined)} onDone={() => { setOpen(undefined); load(); }} /></Suspense>;
  return (
    <div className="sc-screen">
      <TopBar title={t("sign")} {...(tasks === undefined ? {} : { step: t("common:load.all", { count: tasks.length }) })} back={{ icon: "back", label: t("common:act.back"), onClick: () => go("snap") }} />
      <NetworkStrip />
      <main className="sc-scroll">
        {fault !== undefined && <p className="sc-note" role="status">{fault} <a href={`/sign-in?next=${encodeURIComponent("/snap/sign")}`}>{t("signIn")}</a></p>}
        {tasks?.length === 0 && <p className="sc-note">{t("signEmpty")}</p>}
        <ul className={tasks !== undefined && tasks.length > 0 ? "sc-card sc-reports" : ""}>
          {(tasks ?? []).map((task) => (
            <li key={task.id}><button type="button" className="sc-report" onClick={() => setOpen(task)}><span className="sc-report-text"><strong className="sl-cut">{task.title}</strong><span className="sl-meta sl-cut">{text(task.form.title)} · {text(task.node.title)}</span></span>{task.dueAt !== undefined && <span className="sl-meta"><Countdown at={task.dueAt} words /></span>}</button></li>
          ))}
        </ul>
      </main>
    </div>
  );
}
