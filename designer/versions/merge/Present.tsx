import type { Presence } from "@safeloop/engine";
import { clockText } from "@safeloop/web";
import { Tooltip } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

const shown = 3;

/** Who else has the definition open: a mark with the name a person, the rest counted. */
export function Present({ people }: { readonly people: Presence["people"] }): ReactNode {
  const { t } = useTranslation("versions");
  if (people.length === 0) return null;
  return (
    <ul className="dz-present" aria-label={t("presence.label")}>
      {people.slice(0, shown).map((one) => (
        <li key={one.id}><Tooltip title={t("presence.one", { name: one.name, since: clockText(one.since) })}><span tabIndex={0} aria-label={t("presence.here", { names: one.name })}>{one.name.slice(0, 1)}</span></Tooltip></li>
      ))}
      {people.length > shown && <li><span>+{people.length - shown}</span></li>}
      <li className="dz-present-names">{t("presence.here", { names: people.slice(0, shown).map((one) => one.name).join(t("presence.comma")) })}</li>
    </ul>
  );
}
