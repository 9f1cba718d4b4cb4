import type { AlertRule } from "@safeloop/engine";
import { useLocale } from "@safeloop/web";
import { Input, InputNumber, Select } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Comparison, Term } from "../condition/model.ts";
import { unitFor, withLimit } from "../edits/limitEdits.ts";
import { limitAmount, limitFor } from "../words/limitWords.ts";
import { type RuleNames, termWords } from "../words/ruleWords.ts";
import { SecondsInput } from "./SecondsInput.tsx";
import { TermEditor } from "./TermEditor.tsx";

interface OperandEditorProps {
  readonly rule: AlertRule;
  readonly names: RuleNames;
  /** The other side, which says what this may be. */
  readonly against: Term;
  readonly op: Comparison;
  readonly operand: Term;
  readonly tagUnit: string | undefined;
  /** Takes the next operand, with limits it needs beside those there are. */
  readonly put: (operand: Term, limits?: AlertRule["limits"]) => void;
}

const key = (operand: Term): string => {
  if (operand.kind === "limit") return operand.by === undefined ? `limit ${operand.id}` : "limitBy";
  return operand.kind === "literal" ? (typeof operand.value === "number" ? "number" : "text") : "term";
};

function LiteralPart({ operand, against, put }: { readonly operand: Extract<Term, { kind: "literal" }>; readonly against: Term; readonly put: OperandEditorProps["put"] }): ReactNode {
  const { t } = useTranslation("rules");
  const { value } = operand;
  const set = (next: string | number | boolean): void => put({ kind: "literal", value: next });
  if (against.kind === "quality") return <Select value={String(value)} onChange={set} options={["good", "uncertain", "bad"].map((one) => ({ value: one, label: t(`quality.${one}`) }))} aria-label={t("value")} />;
  if (typeof value === "boolean") return <Select value={String(value)} onChange={(next) => set(next === "true")} options={[{ value: "true", label: t("yes") }, { value: "false", label: t("no") }]} aria-label={t("value")} />;
  if (against.kind === "age" && typeof value === "number") return <SecondsInput value={value} onChange={set} label={t("value")} />;
  return typeof value === "number" ? <InputNumber value={value} onChange={(next) => next !== null && set(next)} aria-label={t("value")} /> : <Input value={value} onChange={(event) => set(event.target.value)} aria-label={t("value")} />;
}

/** What something is compared with: a limit with its source, a number or word, or another term. */
export function OperandEditor(props: OperandEditorProps): ReactNode {
  const { rule, names, against, op, operand, tagUnit, put } = props;
  const { t } = useTranslation("rules");
  const { locale } = useLocale();
  const choose = (next: string): void => {
    if (next.startsWith("limit ")) put({ kind: "limit", id: next.slice(6) });
    else if (next === "new") {
      const { id, limits } = withLimit(rule.limits, unitFor(against, tagUnit) ?? "1", op);
      put({ kind: "limit", id }, limits);
    } else if (next === "number") put({ kind: "literal", value: against.kind === "age" ? 60 : 1 });
    else if (next === "text") put({ kind: "literal", value: against.kind === "quality" ? "bad" : "" });
    else if (next === "term") put({ kind: "value", ...(Object.keys(rule.aliases ?? {})[0] === undefined ? {} : { alias: Object.keys(rule.aliases ?? {})[0] as string }) });
  };
  const limits = Object.entries(rule.limits).map(([id, limit]) => ({ value: `limit ${id}`, label: [limitAmount(limit, locale), limitFor(id)].filter(Boolean).join(" · ") }));
  const options = [
    { label: t("limits"), options: [...limits, ...(operand.kind === "limit" && operand.by !== undefined ? [{ value: "limitBy", label: termWords(operand, names) }] : []), { value: "new", label: t("newLimit") }] },
    { label: t("others"), options: (["number", "text", "term"] as const).map((value) => ({ value: value, label: t(`operand.${value}`) })) },
  ];
  return (
    <>
      <Select value={key(operand)} onChange={choose} options={options} aria-label={t("with")} popupMatchSelectWidth={false} />
      {operand.kind === "literal" && <LiteralPart operand={operand} against={against} put={put} />}
      {operand.kind !== "literal" && operand.kind !== "limit" && <TermEditor rule={rule} term={operand} names={names} put={(term) => put(term)} />}
    </>
  );
}
