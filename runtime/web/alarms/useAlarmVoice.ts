import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { AlarmView } from "../api/types.ts";
import { currentLocale } from "../i18n/i18n.ts";
import { useLocale } from "../i18n/useLocale.ts";
import { toSay, voiceFor } from "./alarmVoice.ts";
import { browserMouth, Speaker } from "./speaker.ts";

const key = "safeloop.alarmVoice";

export interface AlarmVoice {
  readonly isOn: boolean;
  /** Why nothing can be said: no speech at all, no voice for the language, or the browser did not speak when asked. */
  readonly hurdle: "noSpeech" | "noVoice" | "blocked" | undefined;
  readonly setOn: (on: boolean) => void;
}

function storedOn(): boolean {
  try {
    return localStorage.getItem(key) === "on";
  } catch {
    return false; // storage switched off: a voice nobody asked for would be a surprise
  }
}

/** The voices of the browser; they come in late. */
function useVoices(): readonly SpeechSynthesisVoice[] {
  const read = (): readonly SpeechSynthesisVoice[] => ("speechSynthesis" in window ? speechSynthesis.getVoices() : []);
  const [voices, setVoices] = useState(read);
  useEffect(() => {
    if (!("speechSynthesis" in window)) return;
    const changed = (): void => setVoices(read());
    speechSynthesis.addEventListener("voiceschanged", changed);
    return () => speechSynthesis.removeEventListener("voiceschanged", changed);
  }, []);
  return voices;
}

/** Says new P1 and P2 announcements aloud. Speech is an extra: nothing waits for it, and a fault of it stops nothing. */
export function useAlarmVoice(alarms: readonly AlarmView[] | undefined, now: number): AlarmVoice {
  const { t } = useTranslation("alarms");
  const { text } = useLocale();
  const [isOn, switchOn] = useState(storedOn);
  const [isBlocked, setBlocked] = useState(false);
  const voice = voiceFor(useVoices(), currentLocale());
  const chosen = useRef(voice);
  const [speaker] = useState(() => new Speaker(browserMouth(() => chosen.current), (isHeard) => setBlocked(!isHeard)));
  const seen = useRef<ReadonlySet<string> | undefined>(undefined);
  const latest = useRef(now);
  useEffect(() => {
    chosen.current = voice;
    latest.current = now;
  });
  useEffect(() => {
    if (!alarms) return;
    const { say, more } = seen.current ? toSay(alarms, seen.current, latest.current) : { say: [], more: 0 };
    seen.current = new Set(alarms.map((alarm) => `${alarm.id}:${alarm.generation}`));
    if (!isOn || !chosen.current) return;
    for (const { alarm, isUrgent } of say) speaker.say({ isUrgent, text: t("voice.says", { priority: t(`voice.priority.${alarm.priority}`), area: alarm.area ? text(alarm.area.title) : "", what: text(alarm.message) || alarm.key }) });
    if (more > 0) speaker.say({ isUrgent: false, text: t("voice.more", { n: more }) });
  }, [alarms, isOn, speaker, t, text]);
  useEffect(() => () => speaker.stop(), [speaker]);
  const setOn = (on: boolean): void => {
    switchOn(on);
    setBlocked(false);
    keep(on);
    if (!on) speaker.stop();
    else if (voice) speaker.say({ isUrgent: false, text: t("voice.hello") }); // a click allows speech, and the person hears that it works
  };
  const hurdle = !("speechSynthesis" in window) ? "noSpeech" : voice === undefined ? "noVoice" : isBlocked ? "blocked" : undefined;
  return { isOn, hurdle, setOn };
}

function keep(on: boolean): void {
  try {
    localStorage.setItem(key, on ? "on" : "off");
  } catch {
    // storage switched off: the choice lasts as long as the page
  }
}
