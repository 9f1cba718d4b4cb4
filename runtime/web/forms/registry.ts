import type { FieldKind } from "@safeloop/engine";
import type { Widget } from "./widget.ts";
import { asset } from "./widgets/asset.tsx";
import { boolean } from "./widgets/boolean.tsx";
import { certificate } from "./widgets/certificate.tsx";
import { checklist } from "./widgets/checklist.tsx";
import { choice } from "./widgets/choice.tsx";
import { choices } from "./widgets/choices.tsx";
import { date } from "./widgets/date.tsx";
import { dateTime } from "./widgets/dateTime.tsx";
import { duration } from "./widgets/duration.tsx";
import { gasTest } from "./widgets/gasTest.tsx";
import { audio, file, photo, video } from "./widgets/media.tsx";
import { note, section } from "./widgets/note.tsx";
import { number } from "./widgets/number.tsx";
import { orgUnit } from "./widgets/orgUnit.tsx";
import { paragraph } from "./widgets/paragraph.tsx";
import { people } from "./widgets/people.tsx";
import { person } from "./widgets/person.tsx";
import { place } from "./widgets/place.tsx";
import { reference } from "./widgets/reference.tsx";
import { repeatTable } from "./widgets/repeatTable.tsx";
import { riskMatrix } from "./widgets/riskMatrix.tsx";
import { signature } from "./widgets/signature.tsx";
import { tag } from "./widgets/tag.tsx";
import { text } from "./widgets/text.tsx";
import { ticketNumber } from "./widgets/ticketNumber.tsx";
import { unsupported } from "./widgets/unsupported.tsx";

/** How each field kind is edited and read: one file and one line per kind. */
const widgets: { readonly [kind in FieldKind]: Widget } = {
  text, paragraph, number, integer: number, boolean, choice, choices, date, "date-time": dateTime, duration,
  person, people, "org-unit": orgUnit, place, asset, tag, photo, video, audio, file, signature, checklist,
  "repeat-table": repeatTable, matrix: unsupported, reference, certificate, "risk-matrix": riskMatrix, "gas-test": gasTest,
  "ticket-number": ticketNumber, note, section, page: section,
};

/** The widget of a kind; a kind this build does not know is shown as such, never as an empty text field. */
export function widgetOf(kind: FieldKind): Widget {
  return Object.prototype.hasOwnProperty.call(widgets, kind) ? widgets[kind] : unsupported;
}
