import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useFormContext } from "../formContext.ts";
import type { ReadProps, Widget } from "../widget.ts";

function TicketNumber({ value }: ReadProps): ReactNode {
  const { t } = useTranslation("forms");
  const { number } = useFormContext();
  const shown = typeof value === "string" && value !== "" ? value : number;
  return <span className="sf-read">{shown !== undefined ? <code>{shown}</code> : <span className="sl-meta">{t("numberOnSubmit")}</span>}</span>;
}

/** The running number: given by the server on submit, never typed. */
export const ticketNumber: Widget = { Edit: TicketNumber, Read: TicketNumber };
