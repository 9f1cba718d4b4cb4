import { useEffect, useState } from "react";

export const speeds = ["slow", "normal", "fast"] as const;
export type Speed = (typeof speeds)[number];

const pauseMs: { readonly [speed in Speed]: number } = { slow: 2_000, normal: 900, fast: 200 };

/** Steps by itself while there is a step to take. `step` is undefined at the end, where it is stuck, and while an answer is awaited. */
export function usePlaying(step: (() => void) | undefined, isBusy: boolean) {
  const [wants, setWants] = useState(false);
  const [speed, setSpeed] = useState<Speed>("normal");
  const isPlaying = wants && (step !== undefined || isBusy);
  useEffect(() => {
    if (!wants || isBusy) return undefined;
    if (!step) {
      const rest = setTimeout(() => setWants(false), 0);
      return () => clearTimeout(rest);
    }
    const timer = setTimeout(step, pauseMs[speed]);
    return () => clearTimeout(timer);
  }, [wants, step, isBusy, speed]);
  return { isPlaying, speed, setSpeed, toggle: () => setWants(!isPlaying), stop: () => setWants(false) };
}
