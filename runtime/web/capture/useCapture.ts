import { useSyncExternalStore } from "react";
import { type CaptureState, captureState, onCaptureState } from "./captureState.ts";

export function useCapture(): CaptureState {
  return useSyncExternalStore(onCaptureState, captureState);
}
