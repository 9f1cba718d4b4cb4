import { InputNumber, Select, Space } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";

const units = { s: 1, min: 60, h: 3600, d: 86_400 } as const;
type Unit = keyof typeof units;

/** The largest unit of which a span is a whole number. */
function unitFor(seconds: number): Unit {
  return (["d", "h", "min"] as const).find((unit) => seconds >= units[unit] && seconds % units[unit] === 0) ?? "s";
}

interface SecondsInputProps {
  readonly value: number;
  readonly onChange: (seconds: number) => void;
  readonly label: string;
  readonly min?: number;
  readonly max?: number;
}

/** A span of time as number and unit; stored in seconds. */
export function SecondsInput({ value, onChange, label, min = 1, max = 30 * units.d }: SecondsInputProps): ReactNode {
  const { t } = useTranslation("rules");
  const [unit, setUnit] = useState(() => unitFor(value));
  const size = units[unit];
  const change = (next: Unit): void => {
    setUnit(next);
    onChange(Math.min(max, Math.max(min, Math.round((value / size) * units[next]))));
  };
  return (
    <Space.Compact>
      <InputNumber className="dz-seconds" min={min / size} max={max / size} value={value / size} onChange={(next) => next !== null && onChange(next * size)} aria-label={label} />
      <Select value={unit} onChange={change} options={(Object.keys(units) as Unit[]).map((one) => ({ value: one, label: t(`unit.${one}`) }))} aria-label={t("unitOf", { what: label })} popupMatchSelectWidth={false} />
    </Space.Compact>
  );
}
