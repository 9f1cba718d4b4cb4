import type { JsonLogic } from "@safeloop/engine";
import { Input } from "antd";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { parseLogic } from "./parseLogic.ts";

interface JsonBlockProps {
  readonly logic: JsonLogic;
  readonly put: (logic: JsonLogic) => void;
  readonly label: string;
  readonly rows?: { readonly min: number; readonly max: number };
}

/** Any part of a condition as JSON. What cannot be read leaves the last good one in force and says in which line it breaks. */
export function JsonBlock({ logic, put, label, rows = { min: 1, max: 8 } }: JsonBlockProps): ReactNode {
  const { t } = useTranslation("rules");
  const [typed, setTyped] = useState<{ readonly text: string; readonly of: string } | undefined>();
  const [fault, setFault] = useState<{ readonly line: number; readonly column: number } | undefined>();
  const stored = JSON.stringify(logic);
  const isMine = typed?.of === stored;
  const text = isMine ? typed.text : JSON.stringify(logic, null, 2);
  const take = (next: string): void => {
    const read = parseLogic(next);
    setTyped({ text: next, of: "logic" in read ? JSON.stringify(read.logic) : stored });
    setFault("fault" in read ? read.fault : undefined);
    if ("logic" in read && JSON.stringify(read.logic) !== stored) put(read.logic);
  };
  return (
    <div className="dz-json">
      <Input.TextArea className="sl-mono" rows={Math.min(rows.max, Math.max(rows.min, text.split("\n").length))} value={text} status={fault && isMine ? "error" : ""} spellCheck={false} onChange={(event) => take(event.target.value)} aria-label={label} aria-invalid={fault !== undefined && isMine} />
      {fault && isMine && <small className="dz-bad" role="status">{t("badJson", { ...fault })}</small>}
    </div>
  );
}
