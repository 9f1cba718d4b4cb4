import { type Candidate, type Candidates, type FormDefinition, isObject, kindOf, own, type RoleId, roleIds } from "@safeloop/engine";
import { api, useLocale } from "@safeloop/web";
import { useQuery } from "@tanstack/react-query";
import { Button, InputNumber, Select } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { fieldsOf } from "../../forms/formModel.ts";

interface PersonLine {
  readonly id: string;
  readonly name: string;
}

/** Roles with their titles, for pickers and cards. */
export function useRoleTitles(): (role: RoleId) => string {
  const { text } = useLocale();
  const { data } = useQuery({ queryKey: ["roles"], queryFn: () => api.get<readonly { id: RoleId; title: { zh: string; en: string } }[]>("/roles"), staleTime: 600_000 });
  return (role) => text(data?.find((one) => one.id === role)?.title) || role;
}

function usePeople(role?: RoleId) {
  return useQuery({ queryKey: ["people", "picker", role ?? ""], queryFn: () => api.get<{ items: readonly PersonLine[] }>("/people", { role, limit: 100 }), staleTime: 60_000 });
}

/** Names of people, for cards; "…" until somebody is chosen or while the names come. */
export function usePersonNames(): (id: string) => string {
  const { data } = usePeople();
  return (id) => data?.items.find((one) => one.id === id)?.name ?? "…";
}

/** Who holds a role today; said so, since it may be somebody else tomorrow. */
function HoldersToday({ role }: { readonly role: RoleId }): ReactNode {
  const { t } = useTranslation("designer");
  const { data } = usePeople(role);
  if (!data) return null;
  return data.items.length === 0 ? <p className="dz-bad dz-today">{t("who.nobodyToday")}</p> : <p className="dz-today">{t("who.today")} <strong>{data.items.slice(0, 4).map((one) => one.name).join("、")}</strong>{data.items.length > 4 ? " …" : ""}</p>;
}

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
        <Select showSearch optionFilterProp="label" value={candidate.role} onChange={(role) => onChange({ ...candidate, role })} options={roleIds.map((role) => ({ value: role, label: roleTitle(role) }))} aria-label={t("who.role")} />
        <Select value={candidate.at} onChange={(at) => onChange({ ...candidate, at })} options={scopes.map((at) => ({ value: at, label: t(`scope.${at}`) }))} aria-label={t("who.scope")} />
        <HoldersToday role={candidate.role} />
      </>
    );
  }
  if (candidate.kind === "person") return <Select showSearch optionFilterProp="label" value={candidate.person || null} onChange={(person: string) => onChange({ ...candidate, person })} options={(people.data?.items ?? []).map((one) => ({ value: one.id, label: one.name }))} aria-label={t("who.pickPerson")} placeholder={t("who.pickPerson")} />;
  if (candidate.kind === "manager") return <InputNumber min={1} max={9} value={candidate.level} onChange={(level) => onChange({ ...candidate, level: level ?? 1 })} aria-label={t("who.level")} />;
  if (candidate.kind !== "field") return null;
  const fields = form ? fieldsOf(form).filter((field) => ["person", "people"].includes(kindOf(field.schema))) : [];
  return <Select value={candidate.field || null} onChange={(field: string) => onChange({ ...candidate, field })} options={fields.map((field) => {
    const title = own(field.schema, "x-title");
    return { value: field.xid, label: isObject(title) ? text({ zh: String(title["zh"]), en: String(title["en"]) }) : field.key };
  })} aria-label={t("who.pickField")} placeholder={t("who.pickField")} />;
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
            <Button type="text" size="small" aria-label={t("who.remove")} onClick={() => onChange(value.filter((_, index) => index !== at))}>×</Button>
          </span>
          <Details candidate={candidate} form={form} onChange={(next) => put(at, next)} />
        </div>
      ))}
      <Button type="link" size="small" onClick={() => onChange([...value, fresh("role")])} data-act="add-candidate">{t("who.add")}</Button>
    </div>
  );
}
