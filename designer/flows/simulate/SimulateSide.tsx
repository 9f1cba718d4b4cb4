import { DownloadOutlined, SaveOutlined } from "@ant-design/icons";
import type { FlowDefinition } from "@safeloop/engine";
import { Button, Segmented } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { CasesList } from "./CasesList.tsx";
import type { LogEntry } from "./logEntries.ts";
import { SaveCaseDialog } from "./SaveCaseDialog.tsx";
import { SimulateLog } from "./SimulateLog.tsx";
import { useCases } from "./useCases.ts";
import type { SimulationState } from "./useSimulation.ts";

export interface SideProps {
  readonly flow: FlowDefinition;
  readonly run: SimulationState;
  readonly entries: readonly LogEntry[];
  readonly selected: string | undefined;
  readonly onSelect: (id: string | undefined) => void;
}

/** Gives the browser a file. */
function download(name: string, value: unknown): void {
  const url = URL.createObjectURL(new Blob([JSON.stringify(value, null, 1)], { type: "application/json" }));
  const link = Object.assign(document.createElement("a"), { href: url, download: name });
  link.click();
  URL.revokeObjectURL(url);
}

/** What would happen, and the kept cases; below, keeping this run as one. */
export function SimulateSide({ flow, run, entries, selected, onSelect }: SideProps): ReactNode {
  const { t } = useTranslation("simulate");
  const [pane, setPane] = useState<"log" | "cases">("log");
  const [isSaving, setSaving] = useState(false);
  const cases = useCases(flow.id);
  const notices = run.sim?.log.reduce((sum, step) => sum + step.notices.length, 0) ?? 0;
  return (
    <aside className="dz-props dz-sim-side" aria-label={t("log.title")}>
      <header className="dz-sim-side-head">
        <Segmented aria-label={t("log.pane")} value={pane} onChange={setPane} options={[{ value: "log", label: t("log.title") }, { value: "cases", label: t("case.tab", { count: cases.data?.items.length ?? 0 }) }]} />
        {pane === "log" && <span className="sl-meta">{t("log.count", { steps: run.sim?.log.length ?? 0, notices })}</span>}
      </header>
      <div className="dz-sim-side-body">{pane === "log" ? <SimulateLog entries={entries} selected={selected} onSelect={onSelect} /> : <CasesList flow={flow} />}</div>
      <footer className="dz-sim-side-foot">
        <Button type="primary" icon={<SaveOutlined />} disabled={run.acts.length === 0} onClick={() => setSaving(true)}>{t("case.save")}</Button>
        <Button icon={<DownloadOutlined />} disabled={run.acts.length === 0} onClick={() => void run.asCase("trace", "trace").then((one) => download(`${flow.id}-trace.json`, one))}>{t("log.export")}</Button>
      </footer>
      {isSaving && <SaveCaseDialog flow={flow.id} asCase={run.asCase} onSaved={() => { setSaving(false); setPane("cases"); }} onClose={() => setSaving(false)} />}
    </aside>
  );
}
