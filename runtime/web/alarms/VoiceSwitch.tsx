import { CommentOutlined } from "@ant-design/icons";
import { App, Button } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { AlarmVoice } from "./useAlarmVoice.ts";

/** Whether the console says new P1 and P2 alarms aloud. What the browser cannot do is said in words when asked, not hidden. */
export function VoiceSwitch({ voice }: { readonly voice: AlarmVoice }): ReactNode {
  const { t } = useTranslation("alarms");
  const { message } = App.useApp();
  const { isOn, hurdle, setOn } = voice;
  if (isOn && hurdle !== undefined) return <Button danger icon={<CommentOutlined />} onClick={() => (hurdle === "blocked" ? setOn(true) : setOn(false))}>{t(`voice.${hurdle}`)}</Button>;
  const label = t(isOn ? "voice.turnOff" : "voice.turnOn");
  const press = (): void => {
    if (hurdle === "noSpeech" || hurdle === "noVoice") void message.warning(t(`voice.${hurdle}`));
    else setOn(!isOn);
  };
  return <Button icon={<CommentOutlined />} type={isOn ? "primary" : "default"} aria-pressed={isOn} aria-label={label} title={label} onClick={press} />;
}
