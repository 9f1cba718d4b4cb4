import { type RefObject, useEffect, useRef, useState } from "react";

/** `live` shows the camera; `refused` the person or the device said no; `none` this page may not ask (no camera, plain http). */
export type CameraState = "starting" | "live" | "refused" | "none";

/** The rear camera in a video element. */
export function useCamera(): { readonly video: RefObject<HTMLVideoElement | null>; readonly state: CameraState; readonly shoot: () => Promise<Blob | undefined> } {
  const video = useRef<HTMLVideoElement>(null);
  const [state, setState] = useState<CameraState>(navigator.mediaDevices?.getUserMedia === undefined ? "none" : "starting");
  useEffect(() => {
    if (navigator.mediaDevices?.getUserMedia === undefined) return undefined;
    let stream: MediaStream | undefined;
    let isShown = true;
    navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment", width: { ideal: 1920 } }, audio: false }).then(
      async (opened) => {
        stream = opened;
        if (!isShown || video.current === null) return opened.getTracks().forEach((track) => track.stop());
        video.current.srcObject = opened;
        await video.current.play().catch(() => undefined); // autoplay refused: the element starts on the first touch
        setState("live");
      },
      (fault: unknown) => setState(fault instanceof DOMException && fault.name === "NotFoundError" ? "none" : "refused"),
    );
    return () => {
      isShown = false;
      stream?.getTracks().forEach((track) => track.stop());
    };
  }, []);
  const shoot = async (): Promise<Blob | undefined> => {
    const source = video.current;
    if (source === null || source.videoWidth === 0) return undefined;
    const canvas = document.createElement("canvas");
    canvas.width = source.videoWidth;
    canvas.height = source.videoHeight;
    canvas.getContext("2d")?.drawImage(source, 0, 0);
    return new Promise((resolve) => canvas.toBlob((blob) => resolve(blob ?? undefined), "image/jpeg", 0.92));
  };
  return { video, state, shoot };
}
