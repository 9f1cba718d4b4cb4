import type { AlertRule, Definition, DefinitionKind, FlowDefinition, FormDefinition, I18nText } from "@safeloop/engine";
import { api, ErrorCard } from "@safeloop/web";
import { useQueryClient } from "@tanstack/react-query";
import { Input, Modal } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { go } from "./place.ts";
import { tagMessage } from "../rules/edits/formEdits.ts";
import type { TagLine } from "../rules/useRuleTags.ts";

function emptyForm(id: string, title: I18nText): FormDefinition {
  return { id, revision: 0, title, schema: { type: "object", properties: {}, required: [] }, ui: { sections: [{ id: "main", title: { zh: "基本信息", en: "Details" }, fields: [], columns: 2 }] }, logic: [] };
}

/** Start and end, and one approval by the applicant's head, so that what is saved first can already run. */
function emptyFlow(id: string, title: I18nText, form: string): FlowDefinition {
  return {
    id, revision: 0, title, form: { id: form },
    nodes: [
      { id: "start", kind: "start", title: { zh: "发起", en: "Start" }, fields: { "*": "edit" } },
      { id: "approve", kind: "approval", title: { zh: "审批", en: "Approval" }, mode: "firstDecision", completion: "early", dedupe: "none", candidates: [{ kind: "role", role: "base-unit-head", at: "initiatorOrg" }], onNobody: "toAdmin", selfApproval: "skipToManager", fields: { "*": "read" }, onReject: { do: "end" } },
      { id: "end", kind: "end", title: { zh: "结束", en: "End" }, outcome: "approved" },
    ],
    edges: [{ id: "e-start", from: "start", to: "approve" }, { id: "e-approve", from: "approve", to: "end" }],
    settings: { withdraw: "beforeFirst", admin: [{ kind: "role", role: "admin", at: "initiatorOrg" }] },
  };
}

/** About the tag that whoever came here looked at, if any. */
async function askedTag(): Promise<TagLine | undefined> {
  const tag = new URLSearchParams(location.search).get("tag");
  return tag === null ? undefined : await api.get<TagLine>(`/tags/${encodeURIComponent(tag)}`).catch(() => undefined);
}

function emptyRule(id: string, title: I18nText, tag: TagLine | undefined): AlertRule {
  return {
    id, revision: 0, title, message: tagMessage, select: { tags: tag ? [tag.id] : [] }, per: "tag",
    limits: { H: { value: 0, unit: tag?.unit ?? "", op: ">=", sourceStd: "本厂", confidence: "project" } },
    condition: { ">=": [{ value: [] }, { limit: ["H"] }] }, deadband: 0, onDelayS: 15, offDelayS: 15, priority: "P3", actions: [],
  };
}

async function emptyOf(kind: DefinitionKind, id: string, title: I18nText, form: string): Promise<Definition> {
  return kind === "forms" ? emptyForm(id, title) : kind === "flows" ? emptyFlow(id, title, form) : emptyRule(id, title, await askedTag());
}

interface Wish {
  readonly id: string;
  readonly zh: string;
  readonly en: string;
  readonly form: string;
}

const blank: Wish = { id: "", zh: "", en: "", form: "" };

/** Asks for id and name in both languages, makes a small working definition and opens it. */
export function NewDefinition({ kind, open, onClose }: { readonly kind: DefinitionKind; readonly open: boolean; readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation("designer");
  const client = useQueryClient();
  const [wish, setWish] = useState(blank);
  const [fault, setFault] = useState<unknown>(undefined);
  const isReady = /^[a-z][a-z0-9-]{1,39}$/.test(wish.id) && wish.zh !== "" && wish.en !== "" && (kind !== "flows" || wish.form !== "");
  const field = (name: keyof Wish, help?: string): ReactNode => (
    <label className="dz-field">
      <span>{t(`new.${name}`)}</span>
      <Input value={wish[name]} onChange={(event) => setWish({ ...wish, [name]: event.target.value })} />
      {help && <small className="sl-meta">{help}</small>}
    </label>
  );
  const create = async (): Promise<void> => {
    try {
      await api.post(`/${kind}`, { definition: await emptyOf(kind, wish.id, { zh: wish.zh, en: wish.en }, wish.form) });
      await client.invalidateQueries({ queryKey: [kind] });
      go({ kind, id: wish.id });
    } catch (error) {
      setFault(error);
    }
  };
  return (
    <Modal open={open} title={t(`list.new.${kind}`)} okText={t("new.ok")} cancelText={t("common:act.cancel")} okButtonProps={{ disabled: !isReady }} onOk={() => void create()} onCancel={onClose} destroyOnHidden>
      {field("id", t("new.idHelp"))}
      {field("zh")}
      {field("en")}
      {kind === "flows" && field("form", t("new.formHelp"))}
      {fault !== undefined && <ErrorCard fault={fault} />}
    </Modal>
  );
}
