import type { FlowDefinition, InstanceView, JsonObject, TaskView } from "@safeloop/engine";
import { Button, Checkbox } from "antd";
import { type ReactNode, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { ApiProblem } from "../api/problem.ts";
import { apiServices } from "../forms/services/apiServices.ts";
import { useMe } from "../session/useMe.ts";
import { maySkipBack, type Needs, needsOf, placesOf, type TaskCommand, withMissing } from "./decision.ts";
import { type Evidence, EvidenceFields, isComplete, noEvidence } from "./EvidenceFields.tsx";
import { keepKeys } from "./keepKeys.ts";
import { MoreMenu } from "./MoreMenu.tsx";
import { RefusedChecks } from "./RefusedChecks.tsx";
import { ReturnTargets } from "./ReturnTargets.tsx";
import { SeatNote } from "./SeatNote.tsx";
import { TakeBackBar } from "./TakeBackButton.tsx";
import { useIntoView } from "./useIntoView.ts";
import { useTaskCommand } from "./useTaskCommand.ts";
import "./inbox.css";

/** Plain steps: one click, the consequence stands beside the button. */
const direct: ReadonlySet<TaskCommand> = new Set(["submit", "claim", "unclaim", "undelegate"]);
const hints: { readonly [command in TaskCommand]?: string } = { approve: "opinionHint", advise: "adviceHint" };

export interface DecisionPanelProps {
  readonly task: TaskView;
  readonly flow: FlowDefinition | null | undefined;
  readonly instance: InstanceView | null;
  /** Changed fields of a fill task, judged clean by the caller; undefined stops the command (errors are shown there). */
  readonly collect?: () => JsonObject | undefined;
  /** A decision was begun. */
  readonly onChoose?: () => void;
  readonly onDone?: () => void;
}

/** The act bar: one primary verb, the other decisions beside it, the rest behind "more". Choosing one opens what it asks and says what follows. */
export function DecisionPanel({ task, flow, instance, collect, onChoose, onDone }: DecisionPanelProps): ReactNode {
  const { t } = useTranslation("inbox");
  const me = useMe();
  const services = useMemo(() => apiServices(me.person), [me.person]);
  const { bar, more, takeBack } = placesOf(task);
  const only = bar.length === 1 && bar[0]?.command === "advise" && bar[0].allowed; // an adviser has nothing to choose: the box is open
  const targets = task.mayAct["return"]?.targets ?? [];
  const [chosen, setChosen] = useState<TaskCommand | undefined>(only ? "advise" : undefined);
  const [given, setGiven] = useState<Evidence>(noEvidence);
  const [missing, setMissing] = useState<unknown>();
  const [target, setTarget] = useState("");
  const [skips, setSkips] = useState(false);
  const command = useTaskCommand(task, onDone);
  const panel = useIntoView(only ? undefined : chosen);
  const needs: Needs | undefined = chosen && (missing === undefined ? needsOf(chosen, task, flow) : withMissing(needsOf(chosen, task, flow), missing));
  const choose = (next: TaskCommand): void => {
    onChoose?.();
    command.reset();
    setMissing(undefined);
    setTarget(targets.length === 1 ? (targets[0]?.node ?? "") : "");
    const asked = needsOf(next, task, flow);
    if (direct.has(next) && !Object.values(asked).some(Boolean)) void send(next, asked);
    else setChosen(next === chosen ? undefined : next);
  };
  const send = async (chosen: TaskCommand, needs: Needs): Promise<void> => {
    const data = chosen === "submit" || chosen === "approve" ? collect?.() : undefined;
    if (collect !== undefined && (chosen === "submit" || chosen === "approve") && data === undefined) return;
    try {
      const image = given.signature && needs.signature ? await services.upload(given.signature.image, "signature.png", "signature") : undefined;
      await command.mutateAsync({
        command: chosen,
        ...(given.comment.trim() === "" ? {} : { comment: given.comment.trim() }),
        ...(needs.password ? { password: given.password } : {}),
        ...(given.gps && needs.gps ? { gps: given.gps } : {}),
        ...(needs.target ? { to: target } : {}),
        ...(needs.target && skips && maySkipBack(task, flow) ? { back: true } : {}),
        ...(image && given.signature ? { signature: { image: image.id, strokes: given.signature.strokes.map((stroke) => [...stroke]), meaning: t("meaning", { command: t(`command.${chosen}`), number: task.number }) } } : {}),
        ...(data === undefined || Object.keys(data).length === 0 ? {} : { data }),
      });
    } catch (fault) {
      if (!(fault instanceof ApiProblem) || fault.code !== "EVIDENCE_MISSING") return; // shown from `command.error`
      setMissing(fault.problem.params?.["missing"] ?? []);
      setChosen(chosen);
    }
  };
  if (bar.length === 0 && more.length === 0) return takeBack === undefined || instance === null ? null : <section className="sl-decision" onKeyDown={keepKeys}><TakeBackBar task={task} instance={instance} onDone={onDone} /></section>;
  return (
    <section ref={panel} className="sl-decision" onKeyDown={keepKeys}>
      <SeatNote task={task} instance={instance} />
      {chosen !== undefined && needs !== undefined && (
        <div className="sl-decision-open">
          <p className="sl-decision-what"><strong>{t(`ask.${chosen}`, { title: task.title })}</strong><span className="sl-meta">{t(`follows.${chosen}`)}</span></p>
          {needs.target && <ReturnTargets targets={targets} task={task} flow={flow} tasks={instance?.tasks ?? []} value={target} onChange={setTarget} />}
          {needs.target && maySkipBack(task, flow) && <Checkbox checked={skips} onChange={(event) => setSkips(event.target.checked)}>{t("skipBack")}</Checkbox>}
          <EvidenceFields needs={needs} given={given} onChange={setGiven} placeholder={t(hints[chosen] ?? "reasonHint")} {...(chosen === "advise" ? { label: t("needs.advice") } : {})} />
          {command.error && <RefusedChecks fault={command.error} what={t(`command.${chosen}`)} />}
        </div>
      )}
      {command.error && chosen === undefined && <div className="sl-decision-open"><RefusedChecks fault={command.error} what={t(`command.${command.variables.command}`)} /></div>}
      <footer className={`sl-act-bar${chosen === undefined ? "" : " sl-act-bar-open"}`}>
        {!only && bar.map(({ command: one, allowed, why }, index) => (
          <Button key={one} type={index === 0 && chosen === undefined ? "primary" : "default"} danger={one === "reject"} loading={command.isPending && chosen === undefined && command.variables.command === one} disabled={!allowed} title={allowed ? "" : (why ?? "")} aria-pressed={chosen === one} onClick={() => choose(one)}>{t(`command.${one}`)}{chosen === one ? "" : index === 0 ? "" : "…"}</Button>
        ))}
        <MoreMenu task={task} offers={more} onDirect={choose} onChoose={onChoose} onDone={onDone} />
        {chosen !== undefined && !only && <Button className="sl-decision-cancel" onClick={() => choose(chosen)}>{t("common:act.cancel")}</Button>}
        {chosen === undefined && bar[0]?.allowed === true && <span className="sl-meta sl-decision-send">{t(`follows.${bar[0].command}`)}</span>}
        {chosen !== undefined && needs !== undefined && <Button type={chosen === "reject" ? "default" : "primary"} className="sl-decision-send" danger={chosen === "reject"} loading={command.isPending} disabled={!isComplete(needs, given, target)} onClick={() => void send(chosen, needs)}>{only ? t("command.advise") : t(needs.signature ? "signAnd" : "confirm", { command: t(`command.${chosen}`) })}</Button>}
      </footer>
    </section>
  );
}
