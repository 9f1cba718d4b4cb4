import { CheckOutlined, ClockCircleOutlined, CloseOutlined, PauseCircleOutlined, PlayCircleOutlined } from "@ant-design/icons";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { PermitRow } from "../api/types.ts";
import { type ChipTone, StateChip } from "../components/StateChip.tsx";
import { useLocale } from "../i18n/useLocale.ts";
import { laneOf, type PermitLane, permitState } from "./permitLane.ts";

const looks: { readonly [lane in PermitLane]: { readonly tone: ChipTone; readonly icon: ReactNode } } = {
  approving: { tone: "waiting", icon: <ClockCircleOutlined /> },
  ready: { tone: "waiting", icon: <ClockCircleOutlined /> },
  live: { tone: "live", icon: <PlayCircleOutlined /> },
  stopped: { tone: "stopped", icon: <PauseCircleOutlined /> },
  finished: { tone: "waiting", icon: <CheckOutlined /> },
  ended: { tone: "done", icon: <CheckOutlined /> },
};
const broken = new Set(["expired", "revoked", "rejected"]);

/** A permit's state: icon and word. Only suspended, expired, revoked and rejected stand out. */
export function PermitChip({ permit }: { readonly permit: PermitRow }): ReactNode {
  const { t } = useTranslation("permits");
  const { text } = useLocale();
  const look = looks[laneOf(permit)];
  const title = text(permit.stateTitle) || t(`state.${permitState(permit)}`, permitState(permit));
  return broken.has(permitState(permit)) ? <StateChip tone="void" icon={<CloseOutlined />}>{title}</StateChip> : <StateChip tone={look.tone} icon={look.icon}>{title}</StateChip>;
}
