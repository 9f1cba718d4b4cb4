import { isObject, type JsonObject } from "@safeloop/engine";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { RiskGlyph } from "../../components/RiskGlyph.tsx";
import type { EditProps, ReadProps, Widget } from "../widget.ts";

/** The only values LEC knows (catalogue 2.3). */
const steps: { readonly [axis in "L" | "E" | "C"]: readonly number[] } = { L: [10, 6, 3, 1, 0.5, 0.2, 0.1], E: [10, 6, 3, 2, 1, 0.5], C: [100, 40, 15, 7, 3, 1] };
type Axis = keyof typeof steps;

/** D = L × E × C, undefined until all three are chosen. */
export function lecScore(value: JsonObject): number | undefined {
  const parts = (["L", "E", "C"] as const).map((axis) => value[axis]);
  return parts.every((part): part is number => typeof part === "number") ? Number(parts.reduce((product, part) => product * part, 1).toPrecision(12)) : undefined;
}

function Score({ value }: { readonly value: JsonObject }): ReactNode {
  const { t } = useTranslation("forms");
  const score = lecScore(value);
  const level = value["level"];
  return (
    <span className="sf-score">
      {score === undefined ? <span className="sl-meta">{t("lecOpen")}</span> : <strong>{`${(["L", "E", "C"] as const).map((axis) => String(value[axis])).join(" × ")} = ${score}`}</strong>}
      {(level === 1 || level === 2 || level === 3 || level === 4) && <RiskGlyph level={level} />}
    </span>
  );
}

function Edit({ id, value, onChange, readonly, invalid, describedBy }: EditProps): ReactNode {
  const { t } = useTranslation("forms");
  const score = isObject(value) ? value : {};
  const set = (axis: Axis, chosen: string): void => {
    const rest = Object.fromEntries((["L", "E", "C"] as const).flatMap((other) => (other === axis || score[other] === undefined ? [] : [[other, score[other]]])));
    const next = chosen === "" ? rest : { ...rest, [axis]: Number(chosen) };
    onChange(Object.keys(next).length === 0 ? undefined : { method: "LEC", ...next, ...(score["direct"] === undefined ? {} : { direct: score["direct"] }) });
  };
  return (
    <span className="sf-lec" role="group" aria-labelledby={`${id}-label`} aria-describedby={describedBy}>
      {(["L", "E", "C"] as const).map((axis) => (
        <label key={axis}>{t(`lec.${axis}`)}
          <select id={axis === "L" ? id : undefined} className="sf-input sf-select" value={String(score[axis] ?? "")} disabled={readonly} aria-invalid={invalid} onChange={(event) => set(axis, event.target.value)}>
            <option value="">{t("choose")}</option>
            {steps[axis].map((step) => <option key={step} value={step}>{step}</option>)}
          </select>
        </label>
      ))}
      <Score value={score} />
    </span>
  );
}

function Read({ value }: ReadProps): ReactNode {
  return isObject(value) ? <Score value={value} /> : <span className="sf-read">—</span>;
}

/** LEC: likelihood × exposure × consequence, only from the fixed steps. */
export const riskMatrix: Widget = { Edit, Read, isWide: true, isGroup: true };
