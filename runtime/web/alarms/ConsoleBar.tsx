import { AppstoreOutlined, PauseCircleOutlined, SearchOutlined } from "@ant-design/icons";
import { Badge, Button, Input, Segmented, Select } from "antd";
import type { Priority } from "@safeloop/engine";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useOrg } from "../admin/useOrg.ts";
import { useLocale } from "../i18n/useLocale.ts";
import type { AlarmFilter } from "./alarmFilter.ts";
import type { AlarmTab } from "./alarmOrder.ts";
import { priorities } from "./alarmState.ts";
import { useSilences } from "./useSilences.ts";
import { SoundSwitch } from "./SoundSwitch.tsx";
import type { AlarmSound } from "./useAlarmSound.ts";
import type { AlarmVoice } from "./useAlarmVoice.ts";
import { VoiceSwitch } from "./VoiceSwitch.tsx";
import { labelSearch } from "../search/labelSearch.ts";

const tabs: readonly AlarmTab[] = ["active", "shelved", "suppressed", "outOfService", "history"];

export interface ConsoleBarProps {
  readonly filter: AlarmFilter;
  readonly counts: { readonly [tab in AlarmTab]?: number } | undefined;
  readonly sound: AlarmSound;
  readonly voice: AlarmVoice;
  readonly onChange: (change: Partial<AlarmFilter>) => void;
  readonly onSilences: () => void;
}

/** Tabs with their counts, and the filters; all of it is in the address. */
export function ConsoleBar({ filter, counts, sound, voice, onChange, onSilences }: ConsoleBarProps): ReactNode {
  const { t } = useTranslation("alarms");
  const { text } = useLocale();
  const { data: org } = useOrg();
  const label = (tab: AlarmTab): string => (counts && tab !== "history" ? `${t(`tab.${tab}`)} ${counts[tab] ?? 0}` : t(`tab.${tab}`));
  const isGrouped = filter.group === "area";
  return (
    <div className="sl-console-bar">
      <Segmented value={filter.tab} onChange={(tab) => onChange({ tab })} options={tabs.map((tab) => ({ value: tab, label: label(tab) }))} />
      <div className="sl-console-filters">
        <Input data-filter allowClear prefix={<SearchOutlined />} placeholder={t("filter.search")} aria-label={t("filter.search")} defaultValue={filter.q} onChange={(event) => onChange({ q: event.target.value })} className="sl-console-search" />
        <Select value={filter.area ?? ""} onChange={(area: string) => onChange({ area: area === "" ? "all" : area })} aria-label={t("filter.area")} popupMatchSelectWidth={false} showSearch={labelSearch} options={[{ value: "", label: t("filter.allAreas") }, ...(org?.areas ?? []).map((area) => ({ value: area.id, label: text(area.title) }))]} style={{ minWidth: 92, maxWidth: 150 }} />
        <Select<Priority[]> mode="multiple" maxTagCount={2} allowClear value={[...filter.priorities]} onChange={(chosen) => onChange({ priorities: chosen })} placeholder={t("filter.allPriorities")} aria-label={t("filter.priority")} options={priorities.map((priority) => ({ value: priority, label: priority }))} style={{ flex: "1 1 108px", minWidth: 108, maxWidth: 160 }} />
        <Button icon={<AppstoreOutlined />} type={isGrouped ? "primary" : "default"} aria-pressed={isGrouped} title={t("filter.group")} aria-label={t("filter.group")} onClick={() => onChange({ group: isGrouped ? "none" : "area" })} />
        <SilencesButton onOpen={onSilences} />
        <SoundSwitch sound={sound} />
        <VoiceSwitch voice={voice} />
      </div>
    </div>
  );
}

/** Says how many silences are in force: what is not announced is never hidden. */
function SilencesButton({ onOpen }: { readonly onOpen: () => void }): ReactNode {
  const { t } = useTranslation("alarms");
  const { data } = useSilences();
  const count = data?.items.filter((one) => one.state === "present").length ?? 0;
  const label = count > 0 ? t("silence.some", { count }) : t("silence.title");
  return <Badge count={count} size="small"><Button icon={<PauseCircleOutlined />} title={label} aria-label={label} onClick={onOpen} /></Badge>;
}
