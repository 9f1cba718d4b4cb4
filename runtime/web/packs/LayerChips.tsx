import { LockOutlined } from "@ant-design/icons";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { type ChipTone, StateChip } from "../components/StateChip.tsx";
import type { ElementRow } from "./changes.ts";

const tones: { readonly [state in ElementRow["state"]]: ChipTone } = { inherited: "plain", changed: "live", tightened: "good", added: "live", removed: "stopped", subsumed: "waiting", converged: "plain", orphan: "unknown" };

/** How an element stands to the layers above, in words: 已改, 收紧, 新增, 锁定, 仅可收紧. What is inherited and free says nothing. */
export function LayerChips({ row, saysInherited = false }: { readonly row: ElementRow; readonly saysInherited?: boolean }): ReactNode {
  const { t } = useTranslation("packs");
  const { lock } = row;
  return (
    <span className="sl-layer-chips">
      {(row.state !== "inherited" || saysInherited) && <StateChip tone={tones[row.state]} title={t(`badgeSays.${row.state}`)}>{t(`badge.${row.state}`)}</StateChip>}
      {lock !== "free" && <StateChip icon={<LockOutlined aria-hidden />} title={t(`badgeSays.${lock}`)}>{t(`badge.${lock}`)}</StateChip>}
    </span>
  );
}
