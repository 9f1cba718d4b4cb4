import { isObject, type JsonObject, type JsonValue } from "@safeloop/engine";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocale } from "../../i18n/useLocale.ts";
import { useFormContext } from "../formContext.ts";
import { useAsync } from "../services/useAsync.ts";
import type { EditProps, ReadProps, Widget } from "../widget.ts";
import { GpsButton } from "./GpsButton.tsx";
import { AreaPlan } from "./AreaPlan.tsx";
import { ListPick } from "./ListPick.tsx";

/** A place with members set to undefined left out; undefined when nothing is left. */
export function placeWith(old: JsonObject, change: { readonly [member: string]: JsonValue | undefined }): JsonObject | undefined {
  const members = Object.entries({ ...old, ...change }).filter(([, value]) => value !== undefined && value !== "");
  return members.length === 0 ? undefined : (Object.fromEntries(members) as JsonObject);
}

function Edit({ id, value, onChange, readonly, required, invalid, describedBy }: EditProps): ReactNode {
  const { t } = useTranslation("forms");
  const { text } = useLocale();
  const { services } = useFormContext();
  const [isPlanOpen, setPlanOpen] = useState(false);
  const { value: org, fault } = useAsync("org", services.org);
  const place = isObject(value) ? value : {};
  const set = (change: { readonly [member: string]: JsonValue | undefined }): void => onChange(placeWith(place, change));
  const areas = org?.areas ?? [];
  const hasPlan = areas.some((area) => area.bounds !== undefined);
  return (
    <span className="sf-place">
      <ListPick id={id} value={typeof place["area"] === "string" ? place["area"] : undefined} options={areas.map((area) => ({ id: area.id, title: text(area.title) }))} empty={t("chooseArea")} onChange={(area) => set({ area, point: undefined })} readonly={readonly} required={required} invalid={invalid} describedBy={describedBy} />
      <input className="sf-input" value={String(place["text"] ?? "")} readOnly={readonly} placeholder={t("placeText")} aria-label={t("placeText")} onChange={(event) => set({ text: event.target.value || undefined })} />
      {!readonly && <GpsButton place={place} onFix={set} />}
      {hasPlan && <button type="button" className="sf-side-button" aria-expanded={isPlanOpen} onClick={() => setPlanOpen(!isPlanOpen)}>{t(isPlanOpen ? "closePlan" : "openPlan")}</button>}
      {isPlanOpen && <AreaPlan areas={areas} place={place} readonly={readonly} onPoint={(area, point) => set({ area, point })} />}
      {fault !== undefined && <span className="sf-error">{t("searchFailed")}</span>}
    </span>
  );
}

function Read({ value }: ReadProps): ReactNode {
  const { t } = useTranslation("forms");
  const { text } = useLocale();
  const { services } = useFormContext();
  const { value: org } = useAsync("org", services.org);
  const place = isObject(value) ? value : {};
  const area = org?.areas.find((one) => one.id === place["area"]);
  const parts = [text(area?.title ?? (typeof place["area"] === "string" ? place["area"] : undefined)), place["text"], typeof place["accuracyM"] === "number" ? t("gpsShort", { m: Math.round(place["accuracyM"]) }) : undefined];
  return <span className="sf-read">{parts.filter((part) => typeof part === "string" && part !== "").join(" · ") || "—"}</span>;
}

/** Area, words, point on the plan and GPS with its accuracy. No fix never blocks. */
export const place: Widget = { Edit, Read, isWide: true };
