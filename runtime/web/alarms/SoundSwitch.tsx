import { MutedOutlined, SoundOutlined } from "@ant-design/icons";
import { Button } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { StateChip } from "../components/StateChip.tsx";
import type { AlarmSound } from "./useAlarmSound.ts";

/** Whether the console can be heard, and the 60 s of silence. A browser that refuses sound is said in words. */
export function SoundSwitch({ sound }: { readonly sound: AlarmSound }): ReactNode {
  const { t } = useTranslation("alarms");
  if (sound.isBlocked) return <Button danger icon={<MutedOutlined />} onClick={() => sound.setOn(true)}>{t("sound.blocked")}</Button>;
  return (
    <>
      {sound.mutedLeftS > 0 && <StateChip tone="warn" icon={<MutedOutlined />}>{t("sound.muted", { s: sound.mutedLeftS })}</StateChip>}
      <Button icon={sound.isOn ? <SoundOutlined /> : <MutedOutlined />} aria-pressed={sound.isOn} title={t(sound.isOn ? "sound.turnOff" : "sound.turnOn")} onClick={() => sound.setOn(!sound.isOn)}>{t(sound.isOn ? "sound.on" : "sound.off")}</Button>
    </>
  );
}
