import { InputNumber, Select, Switch } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Condition, Group } from "../condition/model.ts";
import { type Path, regroupAt } from "../condition/tree.ts";
import { SecondsInput } from "../editors/SecondsInput.tsx";
import { WholeNumber } from "./LeafRow.tsx";
import { useTree } from "./treeScope.ts";

type KOfN = Extract<Group, { kind: "kOfN" }>;

function MemberParts({ group, put }: { readonly group: KOfN; readonly put: (next: Condition) => void }): ReactNode {
  const { t } = useTranslation("rules");
  const { rule, names } = useTree();
  const { members, withinS } = group;
  const sets = [...new Set(["selected", ...Object.keys(rule.sets ?? {}), members.set])];
  const { withinS: _within, ...always } = group;
  return (
    <>
      <Select value={members.set} onChange={(set: string) => put({ ...group, members: { ...members, set } })} options={sets.map((value) => ({ value, label: value === "selected" ? t("members.selected") : names.alias(value) }))} aria-label={t("set")} popupMatchSelectWidth={false} />
      <span className="dz-inline"><Switch size="small" checked={members.withinM !== undefined} onChange={(is) => put({ ...group, members: is ? { set: members.set, withinM: 15 } : { set: members.set } })} aria-label={t("nearOnly")} />{t("nearOnly")}</span>
      {members.withinM !== undefined && <InputNumber min={1} value={members.withinM} suffix="m" onChange={(withinM) => withinM !== null && put({ ...group, members: { ...members, withinM } })} aria-label={t("metres")} />}
      <span className="dz-inline"><Switch size="small" checked={withinS !== undefined} onChange={(is) => put(is ? { ...group, withinS: 60 } : always)} aria-label={t("withinOnly")} />{t("withinOnly")}</span>
      {withinS !== undefined && <SecondsInput value={withinS} max={3600} onChange={(next) => put({ ...group, withinS: next })} label={t("withinOnly")} />}
    </>
  );
}

/** What kind a group is, with its numbers. */
export function GroupHead({ group, path }: { readonly group: Group; readonly path: Path }): ReactNode {
  const { t } = useTranslation("rules");
  const tree = useTree();
  const put = (next: Condition): void => tree.put(path, next);
  const kinds = (["and", "or", "not", "kOfN", "lastN"] as const).map((value) => ({ value: value, label: t(`groupKind.${value}`) }));
  return (
    <>
      <Select size="small" value={group.kind} onChange={(kind) => tree.reshape(regroupAt(tree.root, path, kind), path)} options={group.kind === "if" ? [...kinds, { value: "if" as const, label: t("groupKind.if") }] : kinds} aria-label={t("combine")} popupMatchSelectWidth={false} />
      {group.kind === "kOfN" && <><WholeNumber value={group.k} onChange={(k) => put({ ...group, k })} label={t("least")} /><span>{t("of")}</span><MemberParts group={group} put={put} /></>}
      {group.kind === "lastN" && <><WholeNumber value={group.k} onChange={(k) => put({ ...group, k })} label={t("least")} /><span>{t("ofLast")}</span><WholeNumber value={group.n} onChange={(n) => put({ ...group, n })} label={t("lastOf")} /><span>{t("readings")}</span></>}
    </>
  );
}
