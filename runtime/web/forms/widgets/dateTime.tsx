import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { dateTimeText, fullTimeText } from "../../components/time.ts";
import { serverNow } from "../../components/useNow.ts";
import { useFormContext } from "../formContext.ts";
import type { EditProps, ReadProps, Widget } from "../widget.ts";
import { isoOfLocal, localInputOf } from "../zonedTime.ts";

function Edit({ id, value, onChange, readonly, required, invalid, describedBy }: EditProps): ReactNode {
  const { t } = useTranslation("forms");
  const { zone } = useFormContext();
  const [partial, setPartial] = useState("");
  const shown = typeof value === "string" ? localInputOf(value, zone) : partial;
  const change = (local: string): void => {
    setPartial(local);
    onChange(isoOfLocal(local, zone));
  };
  const now = (): void => change(localInputOf(new Date(serverNow()).toISOString(), zone));
  return (
    <span className="sf-with-button">
      <input id={id} type="datetime-local" className="sf-input" value={shown} readOnly={readonly} aria-required={required} aria-invalid={invalid} aria-describedby={describedBy} onChange={(event) => change(event.target.value)} />
      {!readonly && <button type="button" className="sf-side-button" onClick={now}>{t("now")}</button>}
    </span>
  );
}

function Read({ value, row }: ReadProps): ReactNode {
  const isTime = typeof value === "string" && !Number.isNaN(Date.parse(value));
  return <span className="sf-read">{!isTime ? "—" : row === undefined ? fullTimeText(value).slice(0, 16) : dateTimeText(value)}</span>;
}

/** An instant, typed in the site's zone and stored with its offset. */
export const dateTime: Widget = { Edit, Read };
