import { ArrowLeftOutlined, CheckCircleOutlined, CloseCircleFilled, QuestionOutlined, RollbackOutlined, WarningFilled } from "@ant-design/icons";
import type { Definition, DefinitionKind, I18nText, Issue } from "@safeloop/engine";
import { clockText, ErrorCard, StateChip, useLocale, useMay } from "@safeloop/web";
import { Button, Segmented, Tooltip } from "antd";
import { type ReactNode, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { LayerBadge } from "../layers/LayerBadge.tsx";
import { LayerLine } from "../layers/LayerPane.tsx";
import { ProblemsCard } from "../problems/ProblemsCard.tsx";
import { EditorPalette } from "../palette/EditorPalette.tsx";
import type { Thing } from "../palette/things.ts";
import { Present } from "../versions/merge/Present.tsx";
import { TheirsBanner } from "../versions/merge/TheirsBanner.tsx";
import { PublishDialog } from "../versions/PublishDialog.tsx";
import { HistoryButton } from "./HistoryButton.tsx";
import { go, usePlace } from "./place.ts";
import type { CheckState } from "./useCheck.ts";
import { type Draft, isStale, type SaveState } from "./useDraft.ts";

export interface EditorFrameProps<D extends Definition & { readonly title: I18nText }> {
  readonly kind: DefinitionKind;
  readonly id: string;
  readonly draft: Draft<D>;
  readonly tabs: readonly string[];
  readonly facts: string; // status bar: "9 steps · 3 branches"
  /** Selects what a problem is about. */
  readonly onJump: (issue: Issue) => void;
  /** What the palette finds in it, and how it is selected. */
  readonly things: readonly Thing[];
  readonly onThing: (thing: Thing) => void;
  readonly publishNote?: ReactNode; // what else publishing should know, as a line of its list
  readonly children: (tab: string) => ReactNode;
}

interface Undoable {
  readonly stack: { undo(): void; redo(): void };
  readonly retry: () => void;
}

function useUndoKeys({ stack, retry }: Undoable): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (!(event.ctrlKey || event.metaKey)) return;
      const key = event.key.toLowerCase();
      if (key === "s") retry();
      else if (key === "z" && event.shiftKey) stack.redo();
      else if (key === "z") stack.undo();
      else return;
      event.preventDefault();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [stack, retry]);
}

function SaveLine({ save, isDirty, isPaused }: { readonly save: SaveState; readonly isDirty: boolean; readonly isPaused: boolean }): ReactNode {
  const { t } = useTranslation("designer");
  if (isPaused && isDirty) return <span className="dz-warn">{t("versions:theirs.paused")}</span>;
  if (save.kind === "fault") return <span className="dz-bad">{t("save.fault")}</span>;
  if (save.kind === "saving" || isDirty) return <span>{t("save.saving")}</span>;
  return <span>{save.at === null ? t("save.clean") : t("save.saved", { at: clockText(save.at) })}</span>;
}

/** How many problems, or that it is not known: while the check runs in grey, when it did not answer in the look of the unknown. */
function ProblemsButton({ issues, check, onClick }: { readonly issues: readonly Issue[]; readonly check: CheckState; readonly onClick: () => void }): ReactNode {
  const { t } = useTranslation("designer");
  if (issues.length > 0) {
    const hasErrors = issues.some((issue) => issue.severity === "error");
    return <Button onClick={onClick} icon={hasErrors ? <CloseCircleFilled className="dz-bad" /> : <WarningFilled className="dz-warn" />}>{t("problems.count", { count: issues.length })}</Button>;
  }
  if (check === "done") return <Button onClick={onClick} icon={<CheckCircleOutlined className="dz-good" />}>{t("problems.none")}</Button>;
  if (check === "running") return <Button className="dz-checking" onClick={onClick}>{t("problems.running")}</Button>;
  return <Button className="dz-unchecked" onClick={onClick} icon={<QuestionOutlined />}>{t("problems.unchecked")}</Button>;
}

/** What layers call the definition itself. */
const rootIds = { forms: "form", flows: "flow", rules: "rule" } as const;

function Head<D extends Definition & { readonly title: I18nText }>({ kind, draft, tabs, tab, id, onProblems, onPublish }: EditorFrameProps<D> & { readonly tab: string; readonly onProblems: () => void; readonly onPublish: () => void }): ReactNode {
  const { t } = useTranslation("designer");
  const { text } = useLocale();
  const may = useMay();
  const stepOf = (act: "undo" | "redo", title: I18nText | undefined): string => (title ? `${t(act)} · ${text(title)}` : t(act));
  const errors = draft.issues.filter((issue) => issue.severity === "error").length;
  const maySubmit = may({ forms: "form.publish", flows: "flow.publish", rules: "rule.publish" }[kind]);
  return (
    <header className="dz-head">
      <Button type="text" aria-label={t("back")} icon={<ArrowLeftOutlined />} onClick={() => go({ kind })} />
      <div className="dz-title">
        <strong>{text(draft.definition.title)} <StateChip>{t(`kindOne.${kind}`)}</StateChip><LayerBadge id={rootIds[kind]} /></strong>
        <small className="sl-meta">{t(draft.publishedRevision === null ? "draftNew" : draft.hasDraft ? "draftOn" : "live", { revision: draft.publishedRevision })} · <SaveLine save={draft.save} isDirty={draft.stack.isDirty} isPaused={draft.merging.theirs !== undefined} /> <LayerLine /></small>
      </div>
      <Segmented className="dz-tabs" value={tab} onChange={(value) => go({ kind, id, tab: value })} options={tabs.map((value) => ({ value, label: t(`tab.${value}`) }))} />
      <div className="dz-head-acts">
        <Present people={draft.merging.people} />
        <Tooltip title={`${stepOf("undo", draft.stack.lastTitle)} Ctrl Z`}><Button aria-label={t("undo")} icon={<RollbackOutlined />} disabled={!draft.stack.canUndo} onClick={() => draft.stack.undo()} /></Tooltip>
        <Tooltip title={`${stepOf("redo", draft.stack.nextTitle)} Shift Ctrl Z`}><Button aria-label={t("redo")} icon={<RollbackOutlined className="dz-mirrored" />} disabled={!draft.stack.canRedo} onClick={() => draft.stack.redo()} /></Tooltip>
        <HistoryButton source={draft.stack} />
        <ProblemsButton issues={draft.issues} check={draft.check} onClick={onProblems} />
        <Button type="primary" disabled={!maySubmit || errors > 0} onClick={onPublish} title={errors > 0 ? t("publish.blocked", { count: errors }) : undefined}>{t("publish.open")}</Button>
      </div>
    </header>
  );
}

/** The frame of every editor: head with tabs, undo, problems and publish; the panes; the status bar. */
export function EditorFrame<D extends Definition & { readonly title: I18nText }>(props: EditorFrameProps<D>): ReactNode {
  const { kind, id, draft, tabs, facts, onJump, children } = props;
  const { t } = useTranslation("designer");
  const { text } = useLocale();
  const place = usePlace();
  const [isListing, setListing] = useState(false);
  const [isPublishing, setPublishing] = useState(false);
  useUndoKeys(draft);
  const tab = tabs.includes(place.tab) ? place.tab : "design";
  return (
    <div className="dz-frame">
      <Head {...props} tab={tab} onProblems={() => setListing(!isListing)} onPublish={() => setPublishing(true)} />
      {draft.merging.theirs && <TheirsBanner key={draft.merging.theirs.etag} kind={kind} draft={draft} theirs={draft.merging.theirs} />}
      {draft.save.kind === "fault" && !isStale(draft.save.fault) && <ErrorCard fault={draft.save.fault} what={t("save.what")} onRetry={draft.retry} />}
      <div className="dz-panes">{children(tab)}</div>
      {isListing && <ProblemsCard kind={kind} definition={draft.definition} issues={draft.issues} check={draft.check} onCheck={draft.checkAgain} onJump={onJump} onClose={() => setListing(false)} />}
      <footer className="dz-status">
        <SaveLine save={draft.save} isDirty={draft.stack.isDirty} isPaused={draft.merging.theirs !== undefined} />
        {draft.stack.lastTitle && <span>{t("lastStep", { step: text(draft.stack.lastTitle) })}</span>}
        <span className="dz-facts">{facts}</span>
      </footer>
      <EditorPalette kind={kind} id={id} draft={draft} tabs={tabs} things={props.things} onThing={props.onThing} onProblems={() => setListing(true)} onPublish={() => setPublishing(true)} />
      <PublishDialog kind={kind} id={id} draft={draft} open={isPublishing} onClose={() => setPublishing(false)} note={isPublishing && props.publishNote} />
    </div>
  );
}
