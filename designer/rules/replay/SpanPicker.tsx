import type { Span } from "@safeloop/web";
import { Input, Segmented } from "antd";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

const hour = 3_600_000;
export const spans = { hour, day: 24 * hour, week: 168 * hour, month: 720 * hour } as const;
export type SpanName = keyof typeof spans | "own";

/** The time as the field of the browser wants it, in its zone. */
function fieldText(at: number): string {
  const here = new Date(at - new Date(at).getTimezoneOffset() * 60_000);
  return here.toISOString().slice(0, 16);
}

interface SpanPickerProps {
  readonly name: SpanName;
  readonly own: Span;
  readonly onName: (name: SpanName) => void;
  readonly onOwn: (span: Span) => void;
}

/** The last hour, day, week, 30 days, or a span of one's own. */
export function SpanPicker({ name, own, onName, onOwn }: SpanPickerProps): ReactNode {
  const { t } = useTranslation("replay");
  const end = (which: "from" | "to"): ReactNode => (
    <Input type="datetime-local" className="dz-when" value={fieldText(own[which])} aria-label={t(which)} onChange={(event) => { const at = Date.parse(event.target.value); if (Number.isFinite(at)) onOwn({ ...own, [which]: at }); }} />
  );
  return (
    <>
      <Segmented className="dz-right" value={name} onChange={onName} options={([...Object.keys(spans), "own"] as SpanName[]).map((value) => ({ value, label: t(`span.${value}`) }))} />
      {name === "own" && <span className="dz-inline">{end("from")}–{end("to")}</span>}
    </>
  );
}
