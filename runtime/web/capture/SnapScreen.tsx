import { type ChangeEvent, type ReactNode, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { newKey } from "../api/idempotency.ts";
import { shrinkPhoto } from "../forms/media/shrinkPhoto.ts";
import { captureState, changeDraft, discardDraft } from "./captureState.ts";
import { Icon } from "./icons.tsx";
import { NetworkStrip } from "./NetworkStrip.tsx";
import { PlaceChip } from "./PlaceChip.tsx";
import { go } from "./place.ts";
import { hasContent, maxPhotos } from "./report.ts";
import { Thumb } from "./Thumb.tsx";
import { TopBar } from "./TopBar.tsx";
import { useAutoPlace } from "./useAutoPlace.ts";
import { useCamera } from "./useCamera.ts";
import { useCapture } from "./useCapture.ts";
import { VoiceButton } from "./VoiceButton.tsx";

/** Step 1: photo first. Without a camera the gallery, without either words alone. */
export function SnapScreen(): ReactNode {
  const { t } = useTranslation("capture");
  const { draft } = useCapture();
  const { video, state, shoot } = useCamera();
  const picker = useRef<HTMLInputElement>(null);
  const [fault, setFault] = useState<string>();
  const located = useAutoPlace();
  const photos = draft.photos;
  const add = async (shots: readonly Blob[]): Promise<void> => {
    try {
      const small = await Promise.all(shots.map(shrinkPhoto));
      const before = captureState().draft.photos; // read after the wait: another shot may have come in between
      changeDraft({ photos: [...before, ...small.map((blob) => ({ id: newKey(), blob }))].slice(0, maxPhotos), ...(before.length === 0 ? { capturedAt: new Date().toISOString() } : {}) });
      setFault(undefined);
    } catch {
      setFault(t("notAPicture"));
    }
  };
  const press = async (): Promise<void> => {
    if (state !== "live") {
      picker.current?.click();
      return;
    }
    const shot = await shoot();
    if (shot !== undefined) await add([shot]);
  };
  const pick = (event: ChangeEvent<HTMLInputElement>): void => {
    void add([...(event.target.files ?? [])]);
    event.target.value = "";
  };
  const leave = (): void => {
    if (!hasContent(draft)) location.assign("/");
    else if (window.confirm(t("leave"))) void discardDraft().then(() => location.assign("/"));
  };
  const isFull = photos.length >= maxPhotos;
  return (
    <div className="sc-screen sc-snap">
      <TopBar title={t("title")} step={`1 / 3 · ${t("step1")}`} back={{ icon: "close", label: t("common:act.close"), onClick: leave }} />
      <NetworkStrip />
      <div className="sc-view">
        <video ref={video} playsInline muted hidden={state !== "live"} />
        {state === "live" ? <i className="sc-frame" aria-hidden="true" /> : <p className="sc-no-camera"><Icon name="camera" size={40} />{t(`camera.${state}`)}</p>}
        <PlaceChip located={located} />
      </div>
      <div className="sc-pad">
        <div className="sc-thumbs">{photos.map((photo) => <Thumb key={photo.id} blob={photo.blob} onRemove={() => changeDraft({ photos: photos.filter((one) => one.id !== photo.id) })} />)}<span>{fault ?? t("shot", { count: photos.length, most: maxPhotos })}</span></div>
        <div className="sc-shutter-row">
          <button type="button" className="sc-round" onClick={() => go("scan")}><Icon name="scan" /><span>{t("scan")}</span></button>
          <button type="button" className="sc-shutter" aria-label={t("shutter")} disabled={isFull} onClick={() => void press()} />
          <VoiceButton />
        </div>
        <input ref={picker} type="file" accept="image/*" capture="environment" multiple hidden onChange={pick} />
        <button type="button" className="sc-primary" onClick={() => go("describe")}>{photos.length === 0 ? t("wordsOnly") : t("use", { count: photos.length })}</button>
        <nav className="sc-tabs">
          <button type="button" onClick={() => go("mine")}>{t("mine")}</button>
          <button type="button" onClick={() => go("sign")}>{t("sign")}</button>
        </nav>
      </div>
    </div>
  );
}
