import { Modal } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { useChange } from "../admin/useChange.ts";
import { api } from "../api/client.ts";
import type { PackView } from "../api/types.ts";
import { ErrorCard } from "../components/ErrorCard.tsx";
import { useLocale } from "../i18n/useLocale.ts";
import { AnswerForm } from "./AnswerForm.tsx";
import { sentAnswers, sortIssues, startAnswers } from "./answers.ts";
import { IssueList } from "./IssueList.tsx";
import { NeedsList } from "./NeedsList.tsx";
import { packNouns, packPath } from "./usePacks.ts";

/** Asks a pack's parameters and installs it. It stays open, with what was typed, until the server has taken it. */
export function InstallDialog({ pack, onClose }: { readonly pack: PackView; readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation("packs");
  const { text } = useLocale();
  // As the tenant above has it, its parameters are answered there.
  const inputs = pack.from === "upstream" ? [] : pack.inputs;
  const [draft, setDraft] = useState(() => startAnswers(inputs));
  const install = useChange(() => api.post(packPath(pack.id, "/install"), { answers: sentAnswers(draft) }), packNouns, onClose);
  const issues = sortIssues(install.error, inputs);
  const isAllAtFields = issues.ofInput.size > 0 && issues.rest.length === 0;
  const needed = Object.keys(pack.requires);
  return (
    <Modal open title={t("install.title", { what: text(pack.title), version: pack.version })} okText={t("act.install")} cancelText={t("common:act.cancel")} onCancel={onClose} onOk={() => install.mutate(undefined)} confirmLoading={install.isPending}>
      <div className="sl-pack-dialog">
        <p>{t("install.body", { count: pack.templates.length })}</p>
        {needed.length > 0 && <p className="sl-meta">{t("install.requires", { packs: needed.map((id) => `${id} ${pack.requires[id]}`).join(", ") })}</p>}
        {pack.from === "upstream" && pack.inputs.length > 0 && <p className="sl-meta">{t("install.above")}</p>}
        <NeedsList needs={pack.needs} />
        {inputs.length > 0 && <AnswerForm inputs={inputs} value={draft} issues={issues.ofInput} onChange={setDraft} />}
        {install.error && !isAllAtFields && <ErrorCard fault={install.error} what={t("act.install")} />}
        <IssueList issues={issues.rest} label={t("import.faults")} />
      </div>
    </Modal>
  );
}
