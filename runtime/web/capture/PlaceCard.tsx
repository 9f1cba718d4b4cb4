import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { locate } from "../forms/locate.ts";
import { useLocale } from "../i18n/useLocale.ts";
import { captureState, changeDraft } from "./captureState.ts";
import { Icon } from "./icons.tsx";
import { useAreas } from "./useAreas.ts";
import { useCapture } from "./useCapture.ts";

/** The place of the report, changed in a sheet: area, words, another fix. */
export function PlaceCard(): ReactNode {
  const { t } = useTranslation("capture");
  const { text } = useLocale();
  const areas = useAreas();
  const { place } = useCapture().draft;
  const [isOpen, setOpen] = useState(false);
  const [fix, setFix] = useState<"idle" | "busy" | "none">("idle");
  const again = async (): Promise<void> => {
    setFix("busy");
    const { position } = await locate();
    setFix(position === undefined ? "none" : "idle");
    if (position !== undefined) changeDraft({ place: { ...captureState().draft.place, ...position } });
  };
  const choose = (id: string): void => {
    const area = areas.find((one) => one.id === id);
    const { area: _area, areaTitle: _title, ...rest } = place;
    changeDraft({ place: area === undefined ? rest : { ...rest, area: area.id, areaTitle: text(area.title) } });
  };
  const title = [place.areaTitle, place.text].filter(Boolean).join(" / ") || t("place.unknown");
  return (
    <section className="sc-card sc-place">
      <button type="button" className="sc-place-head" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <Icon name="pin" />
        <span><strong>{title}</strong><span className="sl-meta">{place.accuracyM === undefined ? t("place.none") : t("place.accuracy", { m: Math.round(place.accuracyM) })}</span></span>
        <b>{t(isOpen ? "done" : "common:act.change")}</b>
      </button>
      {isOpen && (
        <div className="sc-place-form">
          <select className="sf-input sf-select" value={place.area ?? ""} aria-label={t("place.area")} onChange={(event) => choose(event.target.value)}>
            <option value="">{t("place.area")}</option>
            {areas.map((area) => <option key={area.id} value={area.id}>{text(area.title)}</option>)}
          </select>
          <input className="sf-input" value={place.text ?? ""} placeholder={t("place.words")} aria-label={t("place.words")} onChange={(event) => changeDraft({ place: { ...place, text: event.target.value } })} />
          <button type="button" className="sc-secondary" disabled={fix === "busy"} onClick={() => void again()}>{t(fix === "busy" ? "place.busy" : fix === "none" ? "place.noneAgain" : "place.again")}</button>
        </div>
      )}
    </section>
  );
}
