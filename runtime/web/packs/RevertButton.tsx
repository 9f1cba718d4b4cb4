import type { PackRevertPlan } from "@safeloop/engine";
import { useQuery } from "@tanstack/react-query";
import { Button, type ButtonProps, Input, Modal } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { useChange } from "../admin/useChange.ts";
import { api } from "../api/client.ts";
import { problemOf } from "../api/problem.ts";
import { ErrorCard } from "../components/ErrorCard.tsx";
import { Loading } from "../components/Loading.tsx";
import { IssueList } from "./IssueList.tsx";
import { RevertConsequences } from "./RevertConsequences.tsx";
import { packNouns, packPath } from "./usePacks.ts";

export interface RevertButtonProps {
  readonly packId: string;
  /** The state in force that is seen; another one is refused. */
  readonly seq: number;
  readonly keys: readonly string[];
  readonly label: string;
  /** What it is about, for who hears the button by itself. */
  readonly about?: string;
  readonly title: string;
  readonly size?: ButtonProps["size"];
}

/** Takes own changes back, once it is seen what is in force afterwards and a reason is given. What forbids it is said before. */
export function RevertButton(props: RevertButtonProps): ReactNode {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button size={props.size ?? "middle"} {...(props.about === undefined ? {} : { "aria-label": `${props.label} ${props.about}` })} onClick={() => setOpen(true)}>{props.label}</Button>
      {isOpen && <RevertDialog {...props} onClose={() => setOpen(false)} />}
    </>
  );
}

function RevertDialog({ packId, seq, keys, label, title, onClose }: RevertButtonProps & { readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation("packs");
  const [reason, setReason] = useState("");
  const plan = useQuery({ queryKey: ["packs", packId, "revert", seq, keys], queryFn: ({ signal }) => api.post<PackRevertPlan>(packPath(packId, "/overlay/revert/plan"), { keys, seq }, { signal }), retry: false, gcTime: 0, refetchOnWindowFocus: false });
  const back = useChange(() => api.post(packPath(packId, "/overlay/revert"), { keys, seq, reason: reason.trim() }), packNouns, onClose);
  const fault = back.error ?? plan.error;
  return (
    <Modal open title={title} okText={label} cancelText={t("common:act.cancel")} onCancel={onClose} onOk={() => back.mutate(undefined)} confirmLoading={back.isPending} okButtonProps={{ danger: true, disabled: reason.trim() === "" || !plan.data }}>
      <div className="sl-pack-dialog">
        {plan.data ? <RevertConsequences plan={plan.data} /> : plan.isPending && <Loading rows={3} />}
        {plan.data && <label><span className="sl-label">{t("revert.reason")}</span><Input.TextArea value={reason} rows={2} maxLength={1000} onChange={(event) => setReason(event.target.value)} /></label>}
        {fault && <><ErrorCard fault={fault} what={label} /><IssueList issues={problemOf(fault).issues ?? []} label={t("revert.faults")} /></>}
      </div>
    </Modal>
  );
}
