import type { AlertRule } from "@safeloop/engine";
import { Select } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { conditionOf, logicOf } from "../condition/condition.ts";
import type { Compare, Comparison, Condition, Term } from "../condition/model.ts";
import { type Path, putAt } from "../condition/tree.ts";
import { JsonBlock } from "../editors/JsonBlock.tsx";
import { LimitNumber } from "../editors/LimitNumber.tsx";
import { OperandEditor } from "../editors/OperandEditor.tsx";
import { TermEditor } from "../editors/TermEditor.tsx";
import { setCondition } from "../edits/ruleEdits.ts";
import { FormCompareRow } from "../FormCompareRow.tsx";
import { isOfForm } from "../tree/LeafRow.tsx";
import type { RulePaneProps } from "../rulePane.ts";
import type { RuleForm } from "../useRuleForm.ts";
import { comparisonOptions } from "../words/comparisonOptions.ts";
import { limitAmount, limitFor, limitLabel, limitsOf } from "../words/limitWords.ts";
import { placeOf } from "../words/place.ts";
import { conditionText, membersWords, type RuleNames, sign, termWords } from "../words/ruleWords.ts";
import { useLocale } from "@safeloop/web";
import { Token } from "./Token.tsx";

export interface SentenceScope extends RulePaneProps {
  readonly root: Condition;
  readonly names: RuleNames;
  readonly form: RuleForm | undefined;
  readonly tagUnit: string | undefined;
  readonly units: readonly string[];
  readonly wrong: ReadonlySet<string>;
}

type Put = (next: Condition, limits?: AlertRule["limits"]) => void;

/** Limits of a side, each with its number, its source and how far it may go. */
function LimitsOf({ scope, term }: { readonly scope: SentenceScope; readonly term: Extract<Term, { kind: "limit" }> }): ReactNode {
  const { locale } = useLocale();
  const { rule, run, units } = scope;
  return limitsOf(term, rule.limits).map((id) => {
    const limit = rule.limits[id];
    return limit && <div key={id} className="dz-token-limit"><strong>{limitFor(id) ?? limitLabel(limit, locale)}</strong><LimitNumber rule={rule} run={run} id={id} label={limitLabel(limit, locale)} units={units} /></div>;
  });
}

function OperandToken({ scope, condition, operand, place, put }: { readonly scope: SentenceScope; readonly condition: { readonly term: Term; readonly op: Comparison }; readonly operand: Term; readonly place: string; readonly put: (operand: Term, limits?: AlertRule["limits"]) => void }): ReactNode {
  const { t } = useTranslation("rules");
  const { locale } = useLocale();
  const { rule, names, tagUnit, wrong } = scope;
  const limit = operand.kind === "limit" && operand.by === undefined && Object.hasOwn(rule.limits, operand.id) ? rule.limits[operand.id] : undefined;
  const words = limit ? limitAmount(limit, locale) : termWords(operand, names, condition.term);
  const source = operand.kind === "limit" ? <LimitsOf scope={scope} term={operand} /> : null;
  return (
    <Token label={t("tokenOperand")} place={place} isWrong={wrong.has(place)} content={<>{source}<OperandEditor rule={rule} names={names} against={condition.term} op={condition.op} operand={operand} tagUnit={tagUnit} put={put} /></>}>
      <strong>{words}</strong>
    </Token>
  );
}

function CompareTokens({ scope, condition, place, put }: { readonly scope: SentenceScope; readonly condition: Compare; readonly place: string; readonly put: Put }): ReactNode {
  const { t } = useTranslation("rules");
  const { rule, names, form, wrong } = scope;
  const { term, op, operand } = condition;
  const ofForm = form && isOfForm(term) ? <FormCompareRow rule={rule} form={form} condition={condition} put={put} /> : undefined;
  return (
    <>
      <Token label={t("tokenTerm")} place={`${place}/${op}/0`} isWrong={wrong.has(place) || wrong.has(`${place}/${op}/0`)} content={ofForm ?? <TermEditor rule={rule} term={term} names={names} put={(next) => put({ ...condition, term: next })} />}>{termWords(term, names, operand)}</Token>{" "}
      <Token label={t("comparison")} content={<Select autoFocus value={op} onChange={(next: Comparison) => put({ ...condition, op: next })} options={comparisonOptions(op)} aria-label={t("comparison")} />}>{sign[op]}</Token>{" "}
      <OperandToken scope={scope} condition={condition} operand={operand} place={`${place}/${op}/1`} put={(next, limits) => put({ ...condition, operand: next }, limits)} />
    </>
  );
}

/** Everything that is no plain comparison opens its JSON here; the tree has it part by part. */
function WholeToken({ scope, condition, place, put }: { readonly scope: SentenceScope; readonly condition: Condition; readonly place: string; readonly put: Put }): ReactNode {
  const { t } = useTranslation("rules");
  return <Token label={t("jsonPart")} place={place} isWrong={scope.wrong.has(place)} content={<><JsonBlock logic={logicOf(condition)} put={(logic) => put(conditionOf(logic))} label={t("jsonPart")} /><small className="sl-meta">{t("alsoInTree")}</small></>}>{conditionText(condition, scope.names)}</Token>;
}

/** Before a group that asks how many of its members: the numbers, then the condition each must meet. */
function groupLead(condition: Condition, names: RuleNames): string {
  if (condition.kind === "kOfN") return names.t(condition.withinS === undefined ? "kOfN" : "kOfNWithin", { k: condition.k, members: membersWords(condition.members, names), span: names.span(condition.withinS ?? 0), what: "" });
  return condition.kind === "lastN" ? names.t("lastN", { k: condition.k, n: condition.n, what: "" }) : "";
}

/** A condition as words of which each opens what it stands for. */
export function ConditionTokens({ scope, condition, path, isInner = false }: { readonly scope: SentenceScope; readonly condition: Condition; readonly path: Path; readonly isInner?: boolean }): ReactNode {
  const { t } = useTranslation("rules");
  const { root, run, names } = scope;
  const place = placeOf(root, path);
  const put: Put = (next, limits) => run(setCondition(logicOf(putAt(root, path, next)), limits, `condition/${path.join(".")}`));
  const inner = (at: number): ReactNode => { const item = "items" in condition ? condition.items[at] : undefined; return item && <ConditionTokens scope={scope} condition={item} path={[...path, at]} isInner />; };
  if (condition.kind === "compare") return <CompareTokens scope={scope} condition={condition} place={place} put={put} />;
  if (condition.kind === "and" || condition.kind === "or") {
    const joint = (at: number): ReactNode => <Token label={t("combine")} content={<Select autoFocus value={condition.kind} onChange={(kind) => put({ ...condition, kind })} options={(["and", "or"] as const).map((value) => ({ value, label: t(`groupKind.${value}`) }))} aria-label={t("combine")} popupMatchSelectWidth={false} />} key={at}>{t(condition.kind)}</Token>;
    return <>{isInner && "（"}{condition.items.map((_, at) => <span key={at}>{at > 0 && <> {joint(at)} </>}{inner(at)}</span>)}{isInner && "）"}</>;
  }
  if (condition.kind === "not") return <>{t("notBefore")}{inner(0)}{t("notAfter")}</>;
  if (condition.kind === "kOfN" || condition.kind === "lastN") return <><span className="dz-token is-fixed">{groupLead(condition, names)}</span> {inner(0)}</>;
  return <WholeToken scope={scope} condition={condition} place={place} put={put} />;
}
