import { AlertOutlined, FormOutlined, SafetyCertificateOutlined, ToolOutlined } from "@ant-design/icons";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { TaskView } from "../api/types.ts";
import { Age, Countdown } from "../components/Age.tsx";
import { useLocale } from "../i18n/useLocale.ts";
import { Loading } from "../components/Loading.tsx";
import { RouteLink } from "../components/RouteLink.tsx";
import { urgentTasks } from "./figures.ts";

const icons: { readonly [kind in TaskView["kind"]]: ReactNode } = { approval: <SafetyCertificateOutlined />, fill: <FormOutlined />, life: <ToolOutlined />, disposal: <AlertOutlined /> };

/** At most five things that wait for the reader, most urgent first. */
export function TodoCard({ tasks, count }: { readonly tasks: readonly TaskView[] | undefined; readonly count: number | undefined }): ReactNode {
  const { t } = useTranslation("start");
  const { text } = useLocale();
  return (
    <section className="sl-card">
      <header>{t("todo.title")} <span className="sl-meta">{t("todo.order")}</span></header>
      {!tasks && <Loading rows={3} />}
      {tasks?.length === 0 && <p className="sl-start-none sl-muted">{t("todo.none")}</p>}
      <ul className="sl-rows">
        {urgentTasks(tasks ?? []).map((task) => (
          <li key={task.id}>
            <span className={task.overdue ? "sl-row-icon sl-overdue" : "sl-row-icon"}>{icons[task.kind]}</span>
            <span className="sl-row-text">
              <span className="sl-cut" title={task.title}>{t("todo.line", { step: text(task.node.title), what: task.title })}</span>
              <span className="sl-meta sl-cut">{task.number} · {task.dueAt ? <Countdown at={task.dueAt} words /> : <Age at={task.openedAt} />}</span>
            </span>
            <RouteLink className="sl-button" href={`/inbox?task=${encodeURIComponent(task.id)}`}>{t(`todo.${task.kind}`)}</RouteLink>
          </li>
        ))}
      </ul>
      {(count ?? 0) > 5 && <p className="sl-start-none"><RouteLink href="/inbox">{t("todo.all", { count })}</RouteLink></p>}
    </section>
  );
}
