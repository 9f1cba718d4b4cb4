import { type JsonValue, pointer } from "@safeloop/engine";
import type { FieldProps } from "@rjsf/utils";
import { type ReactNode, useCallback, useEffect, useRef } from "react";
import { FieldBox } from "./FieldBox.tsx";
import { useFormContext } from "./formContext.ts";

/** rjsf's field of ours: finds the compiled field by its x-id and hands value and change over. */
export function KindField(props: FieldProps): ReactNode {
  const { schema, fieldPathId } = props;
  const value = props.formData as JsonValue | undefined;
  const { form } = useFormContext();
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });
  const change = useCallback((value: JsonValue | undefined) => {
    const now = latest.current;
    now.onChange(value, now.fieldPathId.path, undefined, now.fieldPathId.$id);
  }, []);
  const field = form.byXid.get(String((schema as { readonly "x-id"?: string })["x-id"]));
  if (field === undefined) return null;
  return <FieldBox field={field} pointer={pointer("", ...fieldPathId.path.map(String))} value={value} onChange={change} />;
}
