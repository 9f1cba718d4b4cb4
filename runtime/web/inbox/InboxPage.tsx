import { Link, useNavigate } from "@tanstack/react-router";
import { Button, Tabs } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useUrlState } from "../app/useUrlState.ts";
import { PageHeader } from "../components/PageHeader.tsx";
import { useNow } from "../components/useNow.ts";
import { MySubmissions } from "../submissions/MySubmissions.tsx";
import { useMay } from "../session/useMe.ts";
import { TaskList } from "./TaskList.tsx";
import { useTasks } from "./useTasks.ts";
import "./inbox.css";

/** The lists of the inbox. Another list begins without a chosen task: the one chosen is not in it. */
function InboxTabs({ tab, waiting }: { readonly tab: string; readonly waiting: number | undefined }): ReactNode {
  const { t } = useTranslation("inbox");
  const navigate = useNavigate();
  const go = (next: string): void => void navigate({ to: ".", replace: true, search: (old: Record<string, unknown>) => ({ ...old, tab: next === "open" ? undefined : next, task: undefined }) });
  return <Tabs className="sl-card-tabs" activeKey={tab} onChange={go} items={[{ key: "open", label: `${t("tab.open")} ${waiting ?? ""}` }, { key: "mine", label: t("tab.mine") }, { key: "done", label: t("tab.done") }]} />;
}

/** Screen 3: what waits for me, and which first? */
export default function InboxPage(): ReactNode {
  const { t } = useTranslation("inbox");
  const may = useMay();
  const [tab] = useUrlState("tab", "open");
  const asked = useTasks("open");
  const now = useNow();
  const open = asked.data?.pages.flatMap((page) => page.items) ?? [];
  const count = asked.data && (asked.data.pages[0]?.total ?? open.length);
  const near = open.filter((task) => task.dueAt !== undefined && Date.parse(task.dueAt) - now < 30 * 60_000).length;
  const tabs = <InboxTabs tab={tab} waiting={count} />;
  return (
    <div className="sl-inbox-page">
      <PageHeader title={count === undefined ? t("frame:nav.inbox") : count === 0 ? t("calm") : t("title", { count })} sub={near > 0 ? t("near", { count: near }) : undefined} actions={<><Link to="/absences"><Button>{t("deputy")}</Button></Link>{may("submission.create") && <Link to="/new"><Button type="primary">＋ {t("common:act.start")}</Button></Link>}</>} />
      {tab === "mine" ? <section className="sl-card sl-inbox-mine">{tabs}<MySubmissions /></section> : <TaskList key={tab} state={tab === "done" ? "done" : "open"} head={tabs} />}
    </div>
  );
}
