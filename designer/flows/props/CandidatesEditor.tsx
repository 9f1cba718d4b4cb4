import { CloseOutlined, PlusOutlined } from "@ant-design/icons";
import { type Candidate, type Candidates, type FormDefinition, kindOf, roleIds } from "@safeloop/engine";
import { labelSearch, useLocale } from "@safeloop/web";
import { Button, InputNumber, Select } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { fieldsOf, titleOf } from "../../forms/formModel.ts";
import { HoldersToday } from "./HoldersToday.tsx";
import { usePeople, useRoleTitles } from "./usePeople.ts";

const kinds = ["role", "person", "initiator", "manager", "field"] as const;
const scopes = ["initiatorOrg", "fieldOrg", "areaOwner", "$parent", "$root", "anywhere"] as const;

function fresh(kind: (typeof kinds)[number]): Candidate {
  if (kind === "role") return { kind, role: "safety-officer", at: "initiatorOrg" };
  if (kind === "person") return { kind, person: "" };
  if (kind === "manager") return { kind, level: 1 };
  return kind === "field" ? { kind, field: "" } : { kind };
}

function Details({ candidate, form, onChange }: { readonly candidate: Candidate; readonly form: FormDefinition | undefined; readonly onChange: (next: Candidate) => void }): ReactNode {
  const { t } = useTranslation("designer");
  const { text } = useLocale();
  const roleTitle = useRoleTitles();
  const people = usePeople();
  if (candidate.kind === "role") {
    return (
      <>
        <Select showSearch={labelSearch} value={candidate.role} onChange={(role) => onChange({ ...candidate, role })} options={roleIds.map((role) => ({ value: role, label: roleTitle(role) }))} aria-label={t("who.role")} />
        <Select value={candidate.at} onChange={(at) => onChange({ ...candidate, at })} options={scopes.map((at) => ({ value: at, label: t(`scope.${at}`) }))} aria-label={t("who.scope")} />
        <HoldersToday role={candidate.role} scope={candidate.at} />
      </>
    );
  }
  if (candidate.kind === "person") return <Select showSearch={labelSearch} value={candidate.person || null} onChange={(person: string) => onChange({ ...candidate, person })} options={(people.data?.items ?? []).map((one) => ({ value: one.id, label: one.name }))} aria-label={t("who.pickPerson")} placeholder={t("who.pickPerson")} />;
  if (candidate.kind === "manager") return <InputNumber min={1} max={9} value={candidate.level} onChange={(level) => onChange({ ...candidate, level: level ?? 1 })} aria-label={t("who.level")} />;
  if (candidate.kind !== "field") return null;
  const fields = form ? fieldsOf(form).filter((field) => ["person", "people"].includes(kindOf(field.schema))) : [];
  return <Select value={candidate.field || null} onChange={(field: string) => onChange({ ...candidate, field })} options={fields.map((field) => ({ value: field.xid, label: text(titleOf(field)) }))} aria-label={t("who.pickField")} placeholder={t("who.pickField")} />;
}

/** People of a step, one line each; the first mention of a person counts. */
export function CandidatesEditor({ value, form, onChange }: { readonly value: Candidates; readonly form: FormDefinition | undefined; readonly onChange: (next: Candidates) => void }): ReactNode {
  const { t } = useTranslation("designer");
  const put = (at: number, next: Candidate): void => onChange(value.map((one, index) => (index === at ? next : one)));
  return (
    <div className="dz-candidates">
      {value.map((candidate, at) => (
        <div key={at} className="dz-candidate">
          <span className="dz-pair">
            <Select value={candidate.kind} onChange={(kind) => put(at, fresh(kind as (typeof kinds)[number]))} options={[...kinds, ...(kinds.some((one) => one === candidate.kind) ? [] : [candidate.kind])].map((kind) => ({ value: kind, label: t(`candidate.${kind}`) }))} aria-label={t("who.kind")} />
            <Button type="text" size="small" aria-label={t("who.remove")} title={t("who.remove")} icon={<CloseOutlined />} onClick={() => onChange(value.filter((_, index) => index !== at))} />
          </span>
          <Details candidate={candidate} form={form} onChange={(next) => put(at, next)} />
        </div>
      ))}
      <Button type="link" size="small" icon={<PlusOutlined />} onClick={() => onChange([...value, fresh("role")])} data-act="add-candidate">{t("who.add")}</Button>
    </div>
  );
}
