import { ExperimentOutlined } from "@ant-design/icons";
import type { FormDefinition, JsonObject, Simulated } from "@safeloop/engine";
import { dateTimeText, durationText } from "@safeloop/web";
import { Button } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { usePersonNames } from "../props/usePeople.ts";
import { DataDialog } from "./DataDialog.tsx";
import { PersonDialog } from "./PersonDialog.tsx";
import type { SimulationState } from "./useSimulation.ts";

/** Says that nothing is sent, what the run rests on, and where its clock stands. */
export function SimulateBanner({ form, run, sample, onEnd }: { readonly form: FormDefinition; readonly run: SimulationState; readonly sample: JsonObject; readonly onEnd: () => void }): ReactNode {
  const { t } = useTranslation("simulate");
  const nameOf = usePersonNames();
  const [asks, setAsks] = useState<"data" | "person" | undefined>();
  const { start, sim } = run;
  const ahead = sim ? Date.parse(sim.now) - Date.parse(start.at) : 0;
  const close = (): void => setAsks(undefined);
  return (
    <div className="dz-sim-banner" role="status">
      <ExperimentOutlined aria-hidden />
      <strong>{t("banner.title")}</strong><span>{t("banner.nothing")}</span>
      <span>{t("banner.data", { data: start.title ?? t(`banner.source.${start.source}`) })}</span>
      <span>{t("banner.by", { name: start.initiator === undefined ? t("banner.me") : nameOf(start.initiator) })}</span>
      {sim && <ClockWords sim={sim} ahead={ahead} />}
      <span className="dz-sim-banner-acts"><Button size="small" onClick={() => setAsks("data")}>{t("banner.changeData")}</Button><Button size="small" onClick={() => setAsks("person")}>{t("banner.changePerson")}</Button><Button size="small" onClick={onEnd}>{t("banner.end")}</Button></span>
      {asks === "data" && <DataDialog form={form} start={start} sample={sample} onClose={close} onDone={({ data, source, title }) => { run.begin({ data, source, ...(title === undefined ? {} : { title }) }); close(); }} />}
      {asks === "person" && <PersonDialog title={t("banner.changePerson")} initial={start.initiator === undefined ? [] : [start.initiator]} onClose={close} onPick={([initiator]) => { run.begin({ initiator }); close(); }} />}
    </div>
  );
}

function ClockWords({ sim, ahead }: { readonly sim: Simulated; readonly ahead: number }): ReactNode {
  const { t } = useTranslation("simulate");
  return <span>{ahead < 60_000 ? t("banner.clock", { at: dateTimeText(sim.now) }) : t("banner.clockAhead", { at: dateTimeText(sim.now), time: durationText(ahead, t) })}</span>;
}
