import { type JsonValue, pointer } from "@safeloop/engine";
import type { FieldProps } from "@rjsf/utils";
import { memo, type ReactNode, useCallback, useMemo, useState } from "react";
import { FieldBox } from "./FieldBox.tsx";
import { useFormContext } from "./formContext.ts";

/** What is shown: what was written here last, until the form brings another value. */
function useShown(given: JsonValue | undefined): readonly [JsonValue | undefined, (value: JsonValue | undefined) => void] {
  const [state, setState] = useState({ given, own: given });
  const isNew = !Object.is(state.given, given);
  if (isNew) setState({ given, own: given });
  return [isNew ? given : state.own, useCallback((own) => setState((last) => ({ ...last, own })), [])];
}

const WrittenField = memo(function WrittenField({ xid, path, given }: { readonly xid: string; readonly path: string; readonly given: JsonValue | undefined }): ReactNode {
  const { form, write } = useFormContext();
  const [value, show] = useShown(given);
  const steps = useMemo(() => JSON.parse(path) as string[], [path]);
  const change = useCallback((next: JsonValue | undefined) => {
    show(next);
    write(steps, next);
  }, [show, write, steps]);
  const field = form.byXid.get(xid);
  return field === undefined ? null : <FieldBox field={field} pointer={pointer("", ...steps)} value={value} onChange={change} />;
});

/** rjsf's field of ours: finds the compiled field by its x-id. rjsf walks the schema; what is typed goes past it, so that a key press draws one field. */
export function KindField({ schema, fieldPathId, formData }: FieldProps): ReactNode {
  return <WrittenField xid={String((schema as { readonly "x-id"?: string })["x-id"])} path={JSON.stringify(fieldPathId.path.map(String))} given={formData as JsonValue | undefined} />;
}
