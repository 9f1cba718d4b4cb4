import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "./icons.tsx";
import type { Located } from "./useAutoPlace.ts";
import { useCapture } from "./useCapture.ts";

/** Where we are, how sure, and how long it took, over the picture. */
export function PlaceChip({ located }: { readonly located: Located }): ReactNode {
  const { t } = useTranslation("capture");
  const { place } = useCapture().draft;
  const how = located.state === "busy" ? t("place.busy") : located.state === "none" ? t("place.none") : place.accuracyM === undefined ? "" : t("place.fix", { m: Math.round(place.accuracyM), s: located.tookS });
  return <p className="sc-place-chip"><Icon name="pin" size={18} />{[place.areaTitle, how].filter(Boolean).join(" · ")}</p>;
}
