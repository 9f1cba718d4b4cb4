import type { FieldKindSpec } from "./fieldKind.ts";
import { asset } from "./asset.ts";
import { audio } from "./audio.ts";
import { boolean } from "./boolean.ts";
import { certificate } from "./certificate.ts";
import { checklist } from "./checklist.ts";
import { choice } from "./choice.ts";
import { choices } from "./choices.ts";
import { date } from "./date.ts";
import { dateTime } from "./dateTime.ts";
import { duration } from "./duration.ts";
import { file } from "./file.ts";
import { gasTest } from "./gasTest.ts";
import { integer } from "./integer.ts";
import { matrix } from "./matrix.ts";
import { note } from "./note.ts";
import { number } from "./number.ts";
import { orgUnit } from "./orgUnit.ts";
import { page } from "./page.ts";
import { paragraph } from "./paragraph.ts";
import { people } from "./people.ts";
import { person } from "./person.ts";
import { photo } from "./photo.ts";
import { place } from "./place.ts";
import { reference } from "./reference.ts";
import { repeatTable } from "./repeatTable.ts";
import { riskMatrix } from "./riskMatrix.ts";
import { section } from "./section.ts";
import { signature } from "./signature.ts";
import { tag } from "./tag.ts";
import { text } from "./text.ts";
import { ticketNumber } from "./ticketNumber.ts";
import { video } from "./video.ts";

/** Every field kind, in palette order. A new kind is a file and its line here. */
export const fieldKinds: readonly FieldKindSpec[] = [
  text,
  paragraph,
  number,
  integer,
  boolean,
  choice,
  choices,
  date,
  dateTime,
  duration,
  person,
  people,
  orgUnit,
  place,
  asset,
  tag,
  photo,
  video,
  audio,
  file,
  signature,
  checklist,
  repeatTable,
  matrix,
  reference,
  certificate,
  riskMatrix,
  gasTest,
  ticketNumber,
  note,
  section,
  page,
];

const byName: ReadonlyMap<string, FieldKindSpec> = new Map(fieldKinds.map((one) => [one.kind, one]));

/** The spec of a kind, or undefined when there is none of that name. */
export function fieldKind(name: string): FieldKindSpec | undefined {
  return byName.get(name);
}
