import { type ReactNode, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocale } from "../i18n/useLocale.ts";
import { captureState, changeDraft } from "./captureState.ts";
import { go } from "./place.ts";
import { pointOf } from "./pointCode.ts";
import { TopBar } from "./TopBar.tsx";
import { useAreas } from "./useAreas.ts";
import { useCamera } from "./useCamera.ts";

interface Detector { detect(source: HTMLVideoElement): Promise<readonly { readonly rawValue: string }[]> }
type DetectorClass = new (options: { readonly formats: readonly string[] }) => Detector;

/** Reads the code of a point or a piece of equipment and sets the report's place; works without a network. */
export function ScanScreen(): ReactNode {
  const { t } = useTranslation("capture");
  const { text } = useLocale();
  const { video, state } = useCamera();
  const areas = useAreas();
  const [found, setFound] = useState<string>();
  const Reader = (globalThis as { BarcodeDetector?: DetectorClass }).BarcodeDetector;
  useEffect(() => {
    if (state !== "live" || Reader === undefined) return undefined;
    const reader = new Reader({ formats: ["qr_code"] });
    const timer = setInterval(() => {
      if (video.current === null) return;
      reader.detect(video.current).then((codes) => codes[0] !== undefined && setFound(codes[0].rawValue), () => undefined); // a frame that cannot be read is followed by the next
    }, 300);
    return () => clearInterval(timer);
  }, [state, Reader, video]);
  useEffect(() => {
    if (found === undefined) return;
    const point = pointOf(found);
    if (point === undefined) return;
    const area = areas.find((one) => one.id === point.area);
    const { place } = captureState().draft;
    changeDraft({ place: { ...place, ...(point.area === undefined ? {} : { area: point.area, areaTitle: area === undefined ? point.area : text(area.title) }), ...(point.text === undefined ? {} : { text: point.text }) } });
    go("snap", "", true);
  }, [found, areas, text]);
  const message = Reader === undefined ? t("scanNot") : state !== "live" ? t(`camera.${state}`) : found !== undefined ? t("scanOther") : t("scanHint");
  return (
    <div className="sc-screen sc-snap">
      <TopBar title={t("scan")} back={{ icon: "back", label: t("common:act.back"), onClick: () => history.back() }} />
      <div className="sc-view"><video ref={video} playsInline muted hidden={state !== "live"} /><i className="sc-frame" aria-hidden="true" /></div>
      <div className="sc-pad"><p role="status">{message}</p><button type="button" className="sc-primary" onClick={() => go("describe", "", true)}>{t("chooseArea")}</button></div>
    </div>
  );
}
