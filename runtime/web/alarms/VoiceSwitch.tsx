import { CommentOutlined } from "@ant-design/icons";
import { Button } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { AlarmVoice } from "./useAlarmVoice.ts";

/** Whether the console says new P1 and P2 alarms aloud. What the browser cannot do is said in words, not hidden. */
export function VoiceSwitch({ voice }: { readonly voice: AlarmVoice }): ReactNode {
  const { t } = useTranslation("alarms");
  const { isOn, hurdle, setOn } = voice;
  if (hurdle === "noSpeech" || hurdle === "noVoice") return <Button icon={<CommentOutlined />} disabled title={t(`voice.${hurdle}`)} aria-label={t(`voice.${hurdle}`)}>{t("voice.none")}</Button>;
  if (isOn && hurdle === "blocked") return <Button danger icon={<CommentOutlined />} onClick={() => setOn(true)}>{t("voice.blocked")}</Button>;
  return <Button icon={<CommentOutlined />} aria-pressed={isOn} title={t(isOn ? "voice.turnOff" : "voice.turnOn")} onClick={() => setOn(!isOn)}>{t(isOn ? "voice.on" : "voice.off")}</Button>;
}
