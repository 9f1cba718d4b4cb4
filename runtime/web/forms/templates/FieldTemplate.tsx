import type { FieldTemplateProps } from "@rjsf/utils";
import type { ReactNode } from "react";

/** Only the field: `FieldBox` draws label, help and error itself. */
export function FieldTemplate({ children }: FieldTemplateProps): ReactNode {
  return children;
}
