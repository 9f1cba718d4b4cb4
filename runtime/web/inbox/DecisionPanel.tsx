import type { FlowDefinition, JsonObject, TaskView } from "@safeloop/engine";
import { Button } from "antd";
import { type ReactNode, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { ApiProblem } from "../api/problem.ts";
import { apiServices } from "../forms/services/apiServices.ts";
import { useMe } from "../session/useMe.ts";
import { type Needs, needsOf, offered, type TaskCommand, withMissing } from "./decision.ts";
import { type Evidence, EvidenceFields, isComplete, noEvidence } from "./EvidenceFields.tsx";
import { RefusedChecks } from "./RefusedChecks.tsx";
import { ReturnTargets } from "./ReturnTargets.tsx";
import { useIntoView } from "./useIntoView.ts";
import { useTaskCommand } from "./useTaskCommand.ts";
import "./inbox.css";

/** Plain steps forward: one click, the consequence stands beside the button. */
const direct: ReadonlySet<TaskCommand> = new Set(["submit", "claim", "unclaim"]);

export interface DecisionPanelProps {
  readonly task: TaskView;
  readonly flow: FlowDefinition | null | undefined;
  /** Changed fields of a fill task, judged clean by the caller; undefined stops the command (errors are shown there). */
  readonly collect?: () => JsonObject | undefined;
  /** A decision was begun. */
  readonly onChoose?: () => void;
  readonly onDone?: () => void;
}

/** The act bar: one primary verb, the others beside it. Choosing one opens what it asks and says what follows. */
export function DecisionPanel({ task, flow, collect, onChoose, onDone }: DecisionPanelProps): ReactNode {
  const { t } = useTranslation("inbox");
  const me = useMe();
  const services = useMemo(() => apiServices(me.person), [me.person]);
  const commands = offered(task.mayAct);
  const [chosen, setChosen] = useState<TaskCommand>();
  const [given, setGiven] = useState<Evidence>(noEvidence);
  const [missing, setMissing] = useState<unknown>();
  const [target, setTarget] = useState("");
  const command = useTaskCommand(task, onDone);
  const panel = useIntoView(chosen);
  const needs: Needs | undefined = chosen && (missing === undefined ? needsOf(chosen, task, flow) : withMissing(needsOf(chosen, task, flow), missing));
  const choose = (next: TaskCommand): void => {
    onChoose?.();
    command.reset();
    setMissing(undefined);
    setTarget("");
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
        ...(given.person && needs.person ? (chosen === "addSigner" || chosen === "reduceSigner" ? { people: [given.person.id] } : { person: given.person.id }) : {}),
        ...(image && given.signature ? { signature: { image: image.id, strokes: given.signature.strokes.map((stroke) => [...stroke]), meaning: t("meaning", { command: t(`command.${chosen}`), number: task.number }) } } : {}),
        ...(data === undefined || Object.keys(data).length === 0 ? {} : { data }),
      });
    } catch (fault) {
      if (!(fault instanceof ApiProblem) || fault.code !== "EVIDENCE_MISSING") return; // shown from `command.error`
      setMissing(fault.problem.params?.["missing"] ?? []);
      setChosen(chosen);
    }
  };
  if (commands.length === 0) return null;
  return (
    <section ref={panel} className="sl-decision">
      {chosen !== undefined && needs !== undefined && (
        <div className="sl-decision-open">
          <p className="sl-decision-what"><strong>{t(`ask.${chosen}`, { title: task.title })}</strong><span className="sl-meta">{t(`follows.${chosen}`)}</span></p>
          {needs.target && <ReturnTargets targets={task.mayAct["return"]?.targets ?? []} value={target} onChange={setTarget} />}
          <EvidenceFields needs={needs} given={given} onChange={setGiven} services={services} placeholder={t(chosen === "approve" ? "opinionHint" : "reasonHint")} />
          {command.error && <RefusedChecks fault={command.error} what={t(`command.${chosen}`)} />}
        </div>
      )}
      {command.error && chosen === undefined && <div className="sl-decision-open"><RefusedChecks fault={command.error} what={t(`command.${command.variables.command}`)} /></div>}
      <footer className="sl-act-bar">
        {commands.map(({ command: one, allowed, why }, index) => (
          <Button key={one} type={index === 0 && chosen === undefined ? "primary" : "default"} danger={one === "reject"} loading={command.isPending && chosen === undefined && command.variables.command === one} disabled={!allowed} title={allowed ? "" : (why ?? "")} aria-pressed={chosen === one} onClick={() => choose(one)}>{t(`command.${one}`)}{chosen === one ? "" : index === 0 ? "" : "…"}</Button>
        ))}
        {chosen === undefined && commands[0] !== undefined && <span className="sl-meta sl-decision-send">{t(`follows.${commands[0].command}`)}</span>}
        {chosen !== undefined && needs !== undefined && <Button type={chosen === "reject" ? "default" : "primary"} className="sl-decision-send" danger={chosen === "reject"} loading={command.isPending} disabled={!isComplete(needs, given, target)} onClick={() => void send(chosen, needs)}>{t(needs.signature ? "signAnd" : "confirm", { command: t(`command.${chosen}`) })}</Button>}
      </footer>
    </section>
  );
}
