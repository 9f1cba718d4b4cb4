import { CheckCircleFilled, CloseCircleOutlined, DisconnectOutlined, LockOutlined, PauseCircleOutlined, QuestionCircleOutlined, VideoCameraOutlined } from "@ant-design/icons";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { AlarmView, TagView } from "../api/types.ts";
import { Age } from "../components/Age.tsx";
import { Empty } from "../components/Empty.tsx";
import { PriorityGlyph } from "../components/PriorityGlyph.tsx";
import { StateChip } from "../components/StateChip.tsx";
import { fullTimeText } from "../components/time.ts";
import { useLocale } from "../i18n/useLocale.ts";
import { isUnknown } from "../tags/tagLook.ts";
import { limitText, sourceText, unitText } from "../tags/unitText.ts";
import { AlarmActions, type AlarmActionsProps } from "./AlarmActions.tsx";
import { AlarmHistory } from "./AlarmHistory.tsx";
import { AlarmNotices } from "./AlarmNotices.tsx";
import { AlarmTrend } from "./AlarmTrend.tsx";
import { alarmLook, isOnAxis } from "./AlarmValue.tsx";
import { isLatched, isUnacked } from "./alarmState.ts";
import { glyphState } from "./glyphState.ts";
import { outOfServiceText } from "./outOfServiceText.ts";
import { RouteLink } from "../components/RouteLink.tsx";
import { sopSteps } from "./sopSteps.ts";
import { whereOf } from "./whereOf.ts";

export interface AlarmPanelProps extends Omit<AlarmActionsProps, "alarm"> {
  readonly alarm: AlarmView | undefined;
  readonly tag: TagView | undefined;
  readonly now: number;
}

/** Everything about one alarm in the order an operator needs it: value, trend, what to do, what ran by itself, acts. */
export function AlarmPanel({ alarm, tag, now, ...acts }: AlarmPanelProps): ReactNode {
  const { t } = useTranslation("alarms");
  if (!alarm) return <aside className="sl-card sl-alarm-panel" aria-label={t("detail")}><Empty title={t("panel.none")} /></aside>;
  return (
    <aside className="sl-card sl-alarm-panel" aria-label={t("detail")}>
      <div className="sl-alarm-panel-body">
        <Head alarm={alarm} tag={tag} now={now} />
        {alarm.overlays.outOfService && <OutOfService bypass={alarm.overlays.outOfService} />}
        <div className="sl-alarm-part"><AlarmTrend alarm={alarm} tag={tag} now={now} /></div>
        {alarm.camera !== undefined && <Camera id={alarm.camera} />}
        <Steps alarm={alarm} />
        {alarm.explanation && <Why explanation={alarm.explanation} />}
        <Automatic alarm={alarm} />
        {alarm.notices && alarm.notices.length > 0 && <AlarmNotices notices={alarm.notices} />}
        <Facts alarm={alarm} />
      </div>
      <AlarmActions alarm={alarm} {...acts} />
    </aside>
  );
}

function Head({ alarm, tag, now }: { readonly alarm: AlarmView; readonly tag: TagView | undefined; readonly now: number }): ReactNode {
  const { t } = useTranslation("alarms");
  const { text } = useLocale();
  const look = alarmLook(alarm, tag, now);
  return (
    <header className="sl-alarm-panel-head">
      <div className="sl-alarm-panel-title">
        <PriorityGlyph priority={alarm.priority} state={glyphState(alarm)} size={26} />
        <h2>{whereOf(alarm, text)} {text(alarm.ruleTitle)}</h2>
        {alarm.latch && <StateChip icon={<LockOutlined />}>{t("badge.latch")}</StateChip>}
      </div>
      <p className="sl-meta">{[text(alarm.area?.title), text(tag?.title), t(`state.${alarm.state}`)].filter(Boolean).join(" · ")}</p>
      <div className="sl-alarm-value">
        {look && isUnknown(look)
          ? <><strong className="sl-unknown">?</strong><StateChip tone="unknown" icon={<DisconnectOutlined />}>{t("panel.unknownValue")}</StateChip></>
          : look && "value" in look && <><strong>{look.value}</strong><span className="sl-muted">{unitText(tag && isOnAxis(alarm, tag) ? tag.unit : (alarm.limit?.unit ?? alarm.unit))}</span>{tag?.latest && <StateChip tone={look.kind === "known" ? "good" : "warn"} icon={<CheckCircleFilled />}>{t(`panel.quality.${look.kind === "known" ? "good" : "uncertain"}`)} · <Age at={tag.latest.ts} /></StateChip>}</>}
      </div>
    </header>
  );
}

/** Somebody has approved that nobody hears of this alarm: by which paper, and until when. */
function OutOfService({ bypass }: { readonly bypass: NonNullable<AlarmView["overlays"]["outOfService"]> }): ReactNode {
  const { t } = useTranslation("alarms");
  const text = outOfServiceText(t, bypass);
  return (
    <section className="sl-alarm-part">
      <h3>{t("tab.outOfService")}</h3>
      <p>{bypass.submissionId === undefined ? text : <RouteLink href={`/submissions/${bypass.submissionId}`}>{text}</RouteLink>}</p>
      <p className="sl-meta">{t("overlay.outOfServiceNote")}</p>
    </section>
  );
}

/** The camera that sees the place. Pictures stay in the video system: the platform has its events, and says so rather than show an empty frame. */
function Camera({ id }: { readonly id: string }): ReactNode {
  const { t } = useTranslation("alarms");
  return <p className="sl-alarm-part sl-alarm-camera"><VideoCameraOutlined /> <RouteLink href={`/tags/${encodeURIComponent(id)}`}>{id}</RouteLink> <span className="sl-meta">{t("panel.camera")}</span></p>;
}

function Steps({ alarm }: { readonly alarm: AlarmView }): ReactNode {
  const { t } = useTranslation("alarms");
  const { text } = useLocale();
  const steps = sopSteps(text(alarm.sop));
  const rest = steps.slice(3);
  return (
    <section className="sl-alarm-part">
      <h3>{t("panel.sop")}</h3>
      {isLatched(alarm) && !isUnacked(alarm) && <p>{t("panel.toReset")}</p>}
      {steps.length === 0 ? <p className="sl-muted">{t("panel.noSop")}</p> : <ol className="sl-alarm-steps">{steps.slice(0, 3).map((step) => <li key={step}>{step}</li>)}</ol>}
      {rest.length > 0 && <details><summary className="sl-meta">{t("panel.moreSteps", { count: rest.length })}</summary><ul>{rest.map((step) => <li key={step}>{step}</li>)}</ul></details>}
    </section>
  );
}

/** What the judgement of this moment rests on: a sentence, and each condition that ends or keeps the alarm. */
function Why({ explanation }: { readonly explanation: NonNullable<AlarmView["explanation"]> }): ReactNode {
  const { t } = useTranslation("alarms");
  const { text } = useLocale();
  return (
    <section className="sl-alarm-part">
      <h3>{t("panel.why")}</h3>
      <p>{text(explanation.sentence)}</p>
      <details>
        <summary className="sl-meta">{t("panel.judged")}</summary>
        <JudgedList title={t("panel.raises")} parts={explanation.raise} />
        <JudgedList title={t("panel.clears")} parts={explanation.clear} />
      </details>
    </section>
  );
}

const marks = { true: CheckCircleFilled, false: CloseCircleOutlined, null: QuestionCircleOutlined, VideoCameraOutlined } as const;

function JudgedList({ title, parts }: { readonly title: string; readonly parts: NonNullable<AlarmView["explanation"]>["raise"] }): ReactNode {
  const { t } = useTranslation("alarms");
  const { text } = useLocale();
  return (
    <>
      <p className="sl-meta">{title}</p>
      <ul className="sl-alarm-judged">
        {parts.map((part) => {
          const verdict = String(part.verdict) as keyof typeof marks;
          const Mark = marks[verdict];
          return <li key={part.words.en} data-verdict={verdict}><Mark aria-label={t(`panel.verdict.${verdict}`)} /> {text(part.words)}</li>;
        })}
      </ul>
    </>
  );
}

function Automatic({ alarm }: { readonly alarm: AlarmView }): ReactNode {
  const { t } = useTranslation("alarms");
  const { permitsStopped, disposal } = alarm;
  const task = disposal && (disposal.disposition ? t("panel.taskDone", { what: t(`disposition.${disposal.disposition}`) }) : t("panel.task"));
  if (permitsStopped.length === 0 && !task) return <p className="sl-alarm-part sl-meta">{t("panel.noAuto")}</p>;
  return (
    <div className="sl-alarm-part">
      <div className="sl-alarm-auto">
        <PauseCircleOutlined />
        <div>
          {t("panel.auto")}
          {permitsStopped.map((permit) => <div key={permit.submissionId}><RouteLink href={`/submissions/${permit.submissionId}`}>{t("panel.stopped", { number: permit.number })}</RouteLink></div>)}
          {task && <div>{task}</div>}
        </div>
      </div>
    </div>
  );
}

function Facts({ alarm }: { readonly alarm: AlarmView }): ReactNode {
  const { t } = useTranslation("alarms");
  const { text } = useLocale();
  return (
    <section className="sl-alarm-part">
      <h3>{t("panel.history")}</h3>
      <p>{text(alarm.message)}</p>
      <dl className="sl-alarm-facts">
        <dt>{t("col.raised")}</dt><dd>{fullTimeText(alarm.raisedAt)}{alarm.generation > 1 && ` · ${t("panel.generation", { n: alarm.generation })}`}</dd>
        {alarm.limit && <><dt>{t("panel.limit")}</dt><dd>{limitText(alarm.limit)}</dd><dt>{t("panel.source")}</dt><dd>{sourceText(alarm.limit, t("common:source.verify")) || t("common:notApplicable")}</dd></>}
        {alarm.tagId && <><dt>{t("panel.trend")}</dt><dd><RouteLink href={`/tags/${encodeURIComponent(alarm.tagId)}`}>{alarm.tagId}</RouteLink></dd></>}
        <dt>{t("panel.rule")}</dt><dd><a href={`/designer/rules/${encodeURIComponent(alarm.ruleId)}`}>{alarm.ruleId}</a></dd>
      </dl>
      {alarm.history && alarm.history.length > 0 && <div className="sl-form-note"><AlarmHistory history={alarm.history} /></div>}
    </section>
  );
}
