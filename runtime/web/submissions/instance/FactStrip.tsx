import type { SubmissionView } from "@safeloop/engine";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Countdown } from "../../components/Age.tsx";
import { dateTimeText, durationText } from "../../components/time.ts";
import { useNow } from "../../components/useNow.ts";
import { useLocale } from "../../i18n/useLocale.ts";
import { askedPeople } from "../../inbox/seats.ts";

/** How much of the time allowed has gone, in words and as a bar; hatched once it is over. */
function Bar({ from, to }: { readonly from: string; readonly to: string }): ReactNode {
  const { t } = useTranslation("submissions");
  const [start, end] = [Date.parse(from), Date.parse(to)];
  const percent = Math.round(((useNow() - start) / Math.max(1, end - start)) * 100);
  return (
    <div className="sl-strip-bar">
      <dt><span>{t("fact.limit", { time: durationText(end - start, t) })}</span><span>{t("fact.used", { percent })}</span></dt>
      <dd><div className={`sl-bar${percent > 100 ? " sl-bar-over" : ""}`} aria-hidden="true"><i style={{ width: `${Math.max(0, Math.min(100, percent))}%` }} /></div></dd>
    </div>
  );
}

/** Number, who and when, whose turn, until when, and the clocks of a permit. */
export function FactStrip({ submission }: { readonly submission: SubmissionView }): ReactNode {
  const { t } = useTranslation("submissions");
  const { text } = useLocale();
  const { instance } = submission;
  const open = (instance?.tasks ?? []).filter((task) => task.state === "open");
  const asked = askedPeople(open);
  const due = open.flatMap((task) => task.dueAt ?? []).sort()[0];
  const opened = open.find((task) => task.dueAt === due)?.openedAt;
  const fact = (key: string, label: string, value: ReactNode): ReactNode => <div key={key}><dt>{label}</dt><dd>{value}</dd></div>;
  return (
    <dl className="sl-card sl-strip">
      {fact("number", t("column.number"), submission.number)}
      {fact("by", t("fact.submitted"), `${submission.by.name} · ${dateTimeText(submission.createdAt)}`)}
      {submission.capturedAt !== undefined && fact("captured", t("fact.captured"), dateTimeText(submission.capturedAt))}
      {asked.length > 0 && fact("turn", t("fact.turn"), asked.map((person) => person.name).join(t("inbox:comma")))}
      {due !== undefined && fact("due", t("column.due"), <>{dateTimeText(due)} · <Countdown at={due} words /></>)}
      {instance?.life !== undefined && fact("since", t("fact.since", { state: text(instance.life.title) }), dateTimeText(instance.life.since))}
      {(instance?.life?.timers ?? []).map((timer) => fact(timer.id, text(timer.title), <Countdown at={timer.dueAt} />))}
      {due !== undefined && opened !== undefined && <Bar from={opened} to={due} />}
    </dl>
  );
}
