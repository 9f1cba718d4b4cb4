import { checkForm, type FormDefinition, formOf, type JsonObject, withSamples } from "@safeloop/engine";
import { expect, it } from "vitest";
import { clipText } from "../designer/clipboard/clip.ts";
import { copyFields } from "../designer/forms/clip/fieldClip.ts";
import { readFieldClip } from "../designer/forms/clip/readFieldClip.ts";
import { pasteFields } from "../designer/forms/edits/pasteFields.ts";
import { fieldsOf } from "../designer/forms/formModel.ts";
import { loadPacks, packFolders } from "../scripts/loadPack.ts";

const title = { zh: "空表", en: "Empty" };
const empty: FormDefinition = { id: "empty", revision: 1, title, schema: { type: "object", properties: {}, required: [] }, ui: { sections: [{ id: "s", title, fields: [] }] }, logic: [] };
const forms = loadPacks(packFolders(import.meta.dirname)).flatMap((pack) => withSamples(pack).pack.forms);

it.each(forms.map((form) => [form.id, form] as const))("all fields of %s can be copied into an empty form, with their rules sound", (_, form) => {
  const read = readFieldClip(clipText("fields", copyFields(form, fieldsOf(form).map((one) => one.xid)) as unknown as JsonObject));
  if (!("clip" in read)) throw new Error(JSON.stringify(read));
  let n = 0;
  const after = pasteFields(empty, read.clip, { section: "s", at: 0 }, (kind) => `z-${kind}-${++n}`).edit.apply(empty);
  expect(checkForm(after).filter((one) => one.severity === "error")).toEqual([]);
  expect(formOf(after).fields).toHaveLength(formOf(form).fields.length);
  expect(formOf(after).fields.every((one) => one.xid.startsWith("z-"))).toBe(true);
});
