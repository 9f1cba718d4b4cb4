import type { Priority } from "@safeloop/engine";
import { useCallback, useEffect, useRef, useState } from "react";
import type { AlarmView } from "../api/types.ts";
import { countSounding } from "./alarmOrder.ts";
import { isUnacked } from "./alarmState.ts";
import { isMuted, mutedFrom, muteMs, playTone, soundingPriority, tones } from "./alarmSound.ts";

const key = "safeloop.alarmSound";

export interface AlarmSound {
  readonly isOn: boolean;
  /** The browser refuses sound until the page was clicked once. */
  readonly isBlocked: boolean;
  readonly mutedLeftS: number;
  readonly mute: () => void;
  readonly setOn: (on: boolean) => void;
  readonly sounding: Priority | undefined;
}

function storedOn(): boolean {
  try {
    return localStorage.getItem(key) !== "off";
  } catch {
    return true; // storage switched off: sound is the safe default
  }
}

/** Sounds for the worst unacknowledged priority until acknowledged, muted or turned off. */
export function useAlarmSound(alarms: readonly AlarmView[], now: number): AlarmSound {
  const [isOn, switchOn] = useState(storedOn);
  const [isBlocked, setBlocked] = useState(false);
  const [mutedAt, setMutedAt] = useState<number | undefined>(undefined);
  const context = useRef<AudioContext | undefined>(undefined);
  const newest = Math.max(...alarms.filter((one) => one.priority === "P1" && isUnacked(one)).map((one) => Date.parse(one.announcedAt ?? one.raisedAt)), Number.NEGATIVE_INFINITY);
  const newestP1 = Number.isFinite(newest) ? newest : undefined;
  const muted = isMuted(mutedAt, now, newestP1);
  const priority = soundingPriority(countSounding(alarms));
  const sounding = isOn && !muted ? priority : undefined;
  const play = useCallback(async (): Promise<void> => {
    const tone = sounding && tones[sounding];
    if (!tone) return;
    context.current ??= new AudioContext();
    setBlocked(!(await playTone(context.current, tone)));
  }, [sounding]);
  useEffect(() => {
    const tone = sounding && tones[sounding];
    if (!tone) return;
    void play();
    const timer = setInterval(() => void play(), tone.everyMs);
    return () => clearInterval(timer);
  }, [sounding, play]);
  useEffect(() => () => void context.current?.close(), []);
  const setOn = (on: boolean): void => {
    switchOn(on);
    try {
      localStorage.setItem(key, on ? "on" : "off");
    } catch {
      // storage switched off: the choice lasts as long as the page
    }
    if (on) void play();
  };
  return { isOn, isBlocked: isBlocked && sounding !== undefined, mutedLeftS: muted && mutedAt !== undefined ? Math.ceil((mutedAt + muteMs - now) / 1000) : 0, mute: () => setMutedAt(mutedFrom(now, newestP1)), setOn, sounding };
}
