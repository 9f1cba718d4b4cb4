import type { Candidate, RoleId } from "@safeloop/engine";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { usePeople } from "./usePeople.ts";

/** As many names as fit in two lines of the panel. */
const shown = 4;

export interface HoldersTodayProps {
  readonly role: RoleId;
  readonly scope: Extract<Candidate, { kind: "role" }>["at"];
}

/** Who holds a role today. Which of them a case reaches depends on its unit or area, so the scope is said and nobody is promised. */
export function HoldersToday({ role, scope }: HoldersTodayProps): ReactNode {
  const { t } = useTranslation("designer");
  const { data } = usePeople(role);
  if (!data) return null;
  const names = data.items.map((one) => one.name);
  if (names.length === 0) return <p className="dz-today dz-bad">{t("who.nobodyToday")}</p>;
  return (
    <p className="dz-today">
      <span>{t("who.today", { count: names.length })}</span>
      <strong>{names.slice(0, shown).join(t("who.comma"))}{names.length > shown && " …"}</strong>
      <span>{t(scope === "anywhere" ? "who.todayAll" : "who.todayScope", { scope: t(`scope.${scope}`) })}</span>
    </p>
  );
}
