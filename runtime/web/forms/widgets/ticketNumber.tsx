import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { ReadProps, Widget } from "../widget.ts";

function Number({ value }: ReadProps): ReactNode {
  const { t } = useTranslation("forms");
  return <span className="sf-read">{typeof value === "string" && value !== "" ? <code>{value}</code> : <span className="sl-meta">{t("numberOnSubmit")}</span>}</span>;
}

/** The running number: given by the server on submit, never typed. */
export const ticketNumber: Widget = { Edit: Number, Read: Number };
