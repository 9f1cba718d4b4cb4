import type { ObjectFieldTemplateProps } from "@rjsf/utils";
import type { ReactNode } from "react";
import { useLocale } from "../../i18n/useLocale.ts";
import { useFormContext } from "../formContext.ts";

/** The grid of a section; a nested object is a titled group in it. */
export function ObjectFieldTemplate({ properties, schema, fieldPathId }: ObjectFieldTemplateProps): ReactNode {
  const { form } = useFormContext();
  const { text } = useLocale();
  const cells = properties.map((property) => <Cell key={property.name}>{property.content}</Cell>);
  if (fieldPathId.path.length === 0) return <>{cells}</>;
  const xid = (schema as { readonly "x-id"?: string })["x-id"];
  return <fieldset className="sf-group sf-wide"><legend>{text(xid === undefined ? "" : form.byXid.get(xid)?.title)}</legend><div className="sf-grid">{cells}</div></fieldset>;
}

function Cell({ children }: { readonly children: ReactNode }): ReactNode {
  return children;
}
