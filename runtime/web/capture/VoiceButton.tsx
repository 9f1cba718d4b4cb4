import { type ReactNode, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { newKey } from "../api/idempotency.ts";
import { changeDraft } from "./captureState.ts";
import { Icon } from "./icons.tsx";
import { useCapture } from "./useCapture.ts";

const mostMs = 60_000;

/** Records up to a minute of speech into the report; a second touch stops. Says so where the device cannot. */
export function VoiceButton({ isWide = false }: { readonly isWide?: boolean }): ReactNode {
  const { t } = useTranslation("capture");
  const { draft } = useCapture();
  const recorder = useRef<MediaRecorder>(undefined);
  const [state, setState] = useState<"idle" | "on" | "refused">("idle");
  useEffect(() => () => recorder.current?.state === "recording" ? recorder.current.stop() : undefined, []);
  const start = async (): Promise<void> => {
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      const made = new MediaRecorder(stream);
      const parts: Blob[] = [];
      made.ondataavailable = (event) => parts.push(event.data);
      made.onstop = () => {
        stream.getTracks().forEach((track) => track.stop());
        changeDraft({ voice: { id: newKey(), blob: new Blob(parts, { type: made.mimeType }) } });
        setState("idle");
      };
      made.start();
      recorder.current = made;
      setState("on");
      setTimeout(() => made.state === "recording" && made.stop(), mostMs);
    } catch {
      setState("refused"); // no microphone, no permission, or plain http
    }
  };
  const press = (): void => void (state === "on" ? recorder.current?.stop() : start());
  const word = state === "on" ? t("voice.stop") : state === "refused" ? t("voice.refused") : draft.voice === undefined ? t("voice.start") : t("voice.again");
  return <button type="button" className={isWide ? "sc-secondary" : "sc-round"} aria-pressed={state === "on"} onClick={press}><Icon name="mic" /><span>{word}</span></button>;
}
