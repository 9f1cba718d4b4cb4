import type { ReactNode } from "react";
import { useLocale } from "../../i18n/useLocale.ts";
import { useFieldUi } from "../useFieldUi.ts";
import type { ReadProps, Widget } from "../widget.ts";

function Note({ field }: ReadProps): ReactNode {
  const { text } = useLocale();
  const { help } = useFieldUi(field);
  return <aside className="sf-notice"><strong>{text(field.title)}</strong>{help !== undefined && <p className="sf-lines">{help}</p>}</aside>;
}

function Heading({ field }: ReadProps): ReactNode {
  const { text } = useLocale();
  return <h4 className="sf-heading">{text(field.title)}</h4>;
}

/** Text for the person filling the form; has no answer. */
export const note: Widget = { Edit: Note, Read: Note, isWide: true, isBare: true };
/** A heading inside a section. */
export const section: Widget = { Edit: Heading, Read: Heading, isWide: true, isBare: true };
