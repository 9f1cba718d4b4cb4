import type { Definition, DefinitionKind } from "@safeloop/engine";
import { App, Modal, Radio } from "antd";
import { type ReactNode, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Theirs } from "../../app/useTheirs.ts";
import type { Change } from "../diff/changeList.ts";
import type { Line } from "../diff/changeWords.ts";
import { useChangeWords } from "../useComparison.ts";
import { type Clash, merged, type MergePlan, type Side } from "./mergePlan.ts";

interface MergeDialogProps<D extends Definition> {
  readonly kind: DefinitionKind;
  readonly plan: MergePlan<D>;
  readonly theirs: Theirs;
  readonly definition: D;
  readonly take: (merged: D) => void;
  readonly onClose: () => void;
}

/** The choice of a whole, where parts cannot be told apart. */
const whole = "*";

function ClashChoice({ clash, lines, who, choice, choose }: { readonly clash: Clash; readonly lines: ReadonlyMap<Change, Line>; readonly who: string; readonly choice: Side | undefined; readonly choose: (side: Side) => void }): ReactNode {
  const { t } = useTranslation("versions");
  const said = (changes: readonly Change[]): ReactNode => changes.map((change) => {
    const line = lines.get(change);
    return <span key={change.key} className="dz-clash-words">{line?.sentence}{line?.now !== undefined && !line.sentence.includes(line.now) && <small className="sl-meta">{line.now}</small>}</span>;
  });
  return (
    <li className="dz-clash">
      <span className="sl-meta">{t(clash.why === "both" ? "theirs.both" : clash.why === "theyRemoved" ? "theirs.theyRemoved" : "theirs.youRemoved", { who })}</span>
      <Radio.Group value={choice ?? null} onChange={(event) => choose(event.target.value as Side)} className="dz-clash-sides">
        <Radio value="mine"><b>{t("theirs.mine")}</b>{said(clash.mine)}</Radio>
        <Radio value="theirs"><b>{t("theirs.their", { who })}</b>{said(clash.theirs)}</Radio>
      </Radio.Group>
    </li>
  );
}

function Sentences({ title, changes, lines }: { readonly title: string; readonly changes: readonly Change[]; readonly lines: ReadonlyMap<Change, Line> }): ReactNode {
  if (changes.length === 0) return null;
  return <><h4>{title}</h4><ul className="dz-merge-list">{changes.map((change) => <li key={change.key}>{lines.get(change)?.sentence}</li>)}</ul></>;
}

/** What goes together by itself, and each thing both changed with the choice between the two. Merging is one step that can be undone. */
export function MergeDialog<D extends Definition>({ kind, plan, theirs, definition, take, onClose }: MergeDialogProps<D>): ReactNode {
  const { t } = useTranslation("versions");
  const { message } = App.useApp();
  const say = useChangeWords(kind, definition);
  const [choices, setChoices] = useState<ReadonlyMap<string, Side>>(new Map());
  const [isLost, setLost] = useState(plan.isWholeOnly);
  const lines = useMemo(() => new Map([...say(plan.mine), ...say(plan.theirs)].map((line) => [line.change, line] as const)), [plan, say]);
  const who = theirs.by.name;
  const open = isLost ? (choices.has(whole) ? 0 : 1) : plan.clashes.filter((clash) => !choices.has(clash.key)).length;
  const clashing = new Set(plan.clashes.flatMap((clash) => [...clash.mine, ...clash.theirs]));
  const alone = (changes: readonly Change[]): readonly Change[] => changes.filter((one) => !clashing.has(one));
  const [mine, others] = [alone(plan.mine.changes), alone(plan.theirs.changes)];
  const choose = (key: string, side: Side): void => setChoices(new Map([...choices, [key, side]]));
  const go = (): void => {
    const side = choices.get(whole);
    const made = side === undefined ? merged(plan, choices) : plan.wholes[side];
    if (!made) return setLost(true); // two moves that contain each other: no part of it can be kept by itself
    take(made);
    void message.success(t("theirs.done"));
    onClose();
  };
  return (
    <Modal open width={640} title={t("theirs.title", { who })} okText={open > 0 ? t("theirs.left", { count: open }) : t("theirs.ok")} okButtonProps={{ disabled: open > 0 }} cancelText={t("common:act.cancel")} onOk={go} onCancel={onClose}>
      {isLost ? (
        <>
          <p>{t("theirs.whole")}</p>
          <Radio.Group value={choices.get(whole) ?? null} onChange={(event) => choose(whole, event.target.value as Side)} options={[{ value: "mine", label: t("theirs.wholeMine") }, { value: "theirs", label: t("theirs.wholeTheirs", { who }) }]} />
        </>
      ) : (
        <>
          <p>{plan.clashes.length > 0 ? t("theirs.clashes", { count: plan.clashes.length }) : t("theirs.clean")}</p>
          {plan.clashes.length > 0 && <ol className="dz-clashes">{plan.clashes.map((clash) => <ClashChoice key={clash.key} clash={clash} lines={lines} who={who} choice={choices.get(clash.key)} choose={(side) => choose(clash.key, side)} />)}</ol>}
          <p className="sl-meta">{t("theirs.lead", { who, mine: mine.length, theirs: others.length })}{plan.isRenamed && ` ${t("theirs.renamed")}`}</p>
          <Sentences title={t("theirs.yoursAre")} changes={mine} lines={lines} />
          <Sentences title={t("theirs.gained", { who })} changes={others} lines={lines} />
        </>
      )}
    </Modal>
  );
}
