import type { Priority } from "@safeloop/engine";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { PriorityGlyph } from "../../components/PriorityGlyph.tsx";
import { useSummary } from "./useSummary.ts";

const priorities: readonly Priority[] = ["P1", "P2", "P3", "P4"];

/** Unacknowledged alarms per priority. An em dash while they are not known, never 0. */
export function UnackedCounts(): ReactNode {
  const { t } = useTranslation("frame");
  const { data, isError, isPending, fetchStatus } = useSummary();
  if (isPending && fetchStatus === "idle") return null; // may not see alarms
  return (
    <Link to="/alarms" className={`sl-unacked${isError ? " sl-unacked-unknown" : ""}`}>
      <span className="sl-unacked-word">{t("unacked")}</span>
      {priorities.map((priority) => {
        const count = isError ? undefined : data?.unacked[priority];
        return (
          <span key={priority} className={count === 0 ? "sl-unacked-zero" : ""} title={count === undefined ? t("common:unknown") : t("unackedOf", { priority, count })}>
            <PriorityGlyph priority={priority} state="count" size={18} /> {count ?? "—"}
          </span>
        );
      })}
    </Link>
  );
}
