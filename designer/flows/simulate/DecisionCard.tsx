import { AimOutlined, FlagOutlined, WarningFilled } from "@ant-design/icons";
import type { FlowDefinition, FormDefinition, SimulateActBody, Simulated } from "@safeloop/engine";
import { durationText, useLocale } from "@safeloop/web";
import { Button, Dropdown, Select } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { commandAct, openTasks, type SimulatedPerson, type SuggestedAct } from "./actsOf.ts";
import { FillDialog } from "./FillDialog.tsx";
import { PersonDialog } from "./PersonDialog.tsx";

export interface DecisionProps {
  readonly flow: FlowDefinition;
  readonly form: FormDefinition;
  readonly sim: Simulated;
  readonly stuck: readonly { readonly title: string; readonly why: string }[];
  readonly act: (act: SimulateActBody) => void;
}

/** What is waited for from outside: deadlines, events, child flows. */
function OutsideActs({ sim, act }: Pick<DecisionProps, "sim" | "act">): ReactNode {
  const { t } = useTranslation("simulate");
  return sim.suggestions.outside.map((one, at) => {
    if (one.type === "advance") {
      const kind = one.timer.split(":")[1] ?? "";
      return <Button key={at} onClick={() => act({ type: "advance", toNextTimer: true })}>{t("outside.advance", { what: t(`outside.timer.${kind}`, { defaultValue: t("outside.timer.other") }), time: durationText(Date.parse(one.dueAt) - Date.parse(sim.now), t) })}</Button>;
    }
    if (one.type === "event") return <Button key={at} onClick={() => act({ type: "event", name: one.name, key: one.key })}>{t("outside.event", { name: one.name })}</Button>;
    return ["approved", "rejected"].map((outcome) => <Button key={`${at}${outcome}`} onClick={() => act({ type: "childEnds", visit: one.visit, child: one.child, outcome })}>{t("outside.child", { outcome: t(`log.outcome.${outcome}`) })}</Button>);
  });
}

const first = ["approve", "submit"] as const;
const asksPerson: ReadonlySet<string> = new Set(["transfer", "delegate", "addSigner", "cc", "reduceSigner"]);

interface ActsProps extends DecisionProps {
  readonly person: SimulatedPerson;
}

/** Everything a person may do now: what decides as buttons, the rest in a menu. */
function PersonActs({ flow, form, sim, person, act }: ActsProps): ReactNode {
  const { t } = useTranslation("simulate");
  const { text } = useLocale();
  const [asking, setAsking] = useState<SuggestedAct | undefined>();
  const [filling, setFilling] = useState<SuggestedAct | undefined>();
  const give = (one: SuggestedAct, more: Partial<SimulateActBody> = {}): void => act(commandAct({ flow, form, sim, said: t("said") }, one, person.person.id, more));
  const choose = (one: SuggestedAct): void => (asksPerson.has(one.command) ? setAsking(one) : give(one));
  const word = (one: SuggestedAct): string => (one.command === "event" ? text(one.title) : t(`inbox:command.${one.command}`, { defaultValue: one.command }));
  const place = (one: SuggestedAct): string => (one.command !== "event" && one.title && new Set(person.acts.flatMap((each) => (each.task === undefined ? [] : [each.task]))).size > 1 ? ` · ${text(one.title)}` : "");
  const isFill = (one: SuggestedAct): boolean => one.command === "submit";
  const decide = person.acts.filter((one) => (first as readonly string[]).includes(one.command));
  const back = person.acts.filter((one) => one.command === "return");
  const rejects = person.acts.filter((one) => one.command === "reject");
  const events = person.acts.filter((one) => one.command === "event");
  const rest = person.acts.filter((one) => ![...decide, ...back, ...rejects, ...events].includes(one));
  return (
    <div className="dz-sim-acts">
      {decide.map((one, at) => <Button key={`d${at}`} type={at === 0 ? "primary" : "default"} onClick={() => give(one)}>{t("decide.for", { act: word(one) })}{place(one)}</Button>)}
      {decide.filter(isFill).map((one, at) => <Button key={`f${at}`} onClick={() => setFilling(one)}>{t("decide.fill")}</Button>)}
      {back.map((one, at) => <Dropdown key={`b${at}`} trigger={["click"]} menu={{ items: (one.targets ?? []).map((target) => ({ key: target.node, label: t("decide.to", { step: text(target.title) }) })), onClick: ({ key }) => give(one, { to: key }) }}><Button>{word(one)}…{place(one)}</Button></Dropdown>)}
      {rejects.map((one, at) => <Button key={`r${at}`} danger onClick={() => give(one)}>{word(one)}{place(one)}</Button>)}
      {events.map((one, at) => <Button key={`e${at}`} onClick={() => give(one)}>{word(one)}</Button>)}
      {rest.length > 0 && <Dropdown trigger={["click"]} menu={{ items: rest.map((one, at) => ({ key: String(at), label: `${word(one)}${place(one)}` })), onClick: ({ key }) => { const one = rest[Number(key)]; if (one) choose(one); } }}><Button>{t("common:act.more")}</Button></Dropdown>}
      {asking && <PersonDialog title={word(asking)} isMany={asking.command === "addSigner" || asking.command === "cc"} onClose={() => setAsking(undefined)} onPick={(people) => { give(asking, asking.command === "addSigner" ? { people, position: "after" } : asking.command === "cc" ? { people } : { person: people[0] }); setAsking(undefined); }} />}
      {filling && <FillDialog flow={flow} form={form} node={filling.node} data={sim.data} onClose={() => setFilling(undefined)} onDone={(data) => { give(filling, { data }); setFilling(undefined); }} />}
    </div>
  );
}

/** Where the run stands and what may happen next, played by whoever it waits for. */
export function DecisionCard(props: DecisionProps): ReactNode {
  const { t } = useTranslation("simulate");
  const { text } = useLocale();
  const { sim, flow, stuck } = props;
  const [chosen, setChosen] = useState<string | undefined>();
  const open = openTasks(sim);
  const { people } = sim.suggestions;
  const asked = people.find((one) => one.person.id === chosen) ?? people.find((one) => one.acts.some((act) => act.task !== undefined && open.some((task) => task.id === act.task && task.actors.some((actor) => actor.id === one.person.id)))) ?? people[0];
  const life = flow.life?.states.find((one) => one.id === sim.state);
  const end = flow.nodes.find((node) => node.kind === "end" && node.outcome === sim.outcome);
  const nodes = [...new Map(open.map((task) => [task.node.id, task])).values()];
  const names = [...new Set(open.flatMap((task) => task.actors.map((person) => person.name)))].join(t("flows:comma"));
  const standsAt = nodes.map((task) => text(task.node.title)).join(t("flows:comma"));
  const headline = sim.outcome !== undefined ? t("stands.ended", { outcome: t(`log.outcome.${sim.outcome}`, { defaultValue: text(life?.title ?? end?.title) || sim.outcome }) }) : open.length > 0 ? t("stands.waits", { step: standsAt, names }) : life ? t("stands.life", { state: text(life.title) }) : t("stands.outside");
  return (
    <section className="dz-sim-decide sl-card" aria-label={t("stands.label")}>
      {stuck.map((one) => <p key={one.title} className="dz-bad" role="alert"><WarningFilled /> {t("log.stuck", { step: one.title })}{t("log.colon")}{one.why}</p>)}
      <h3>{sim.outcome === undefined ? <AimOutlined aria-hidden /> : <FlagOutlined aria-hidden />} {headline}</h3>
      {sim.outcome === undefined && people.length > 0 && asked && (
        <>
          <label className="dz-sim-as"><span className="sl-meta">{t("decide.as")}</span><Select size="small" aria-label={t("decide.as")} value={asked.person.id} onChange={setChosen} options={people.map((one) => ({ value: one.person.id, label: one.person.name }))} popupMatchSelectWidth={false} /></label>
          <PersonActs {...props} person={asked} />
        </>
      )}
      {sim.outcome === undefined && <div className="dz-sim-acts"><OutsideActs sim={sim} act={props.act} /></div>}
    </section>
  );
}
