// The door of @rjsf/core also loads its test registry, which needs a validator we do not ship.
import withTheme from "@rjsf/core/lib/withTheme.js";
import { KindField } from "./KindField.tsx";
import { FieldTemplate } from "./templates/FieldTemplate.tsx";
import { ObjectFieldTemplate } from "./templates/ObjectFieldTemplate.tsx";

/**
 * The product's rjsf theme: plain HTML and our tokens. rjsf walks the schema
 * and carries the data; `KindField` draws every field by its kind.
 */
export const ThemedForm = withTheme({ fields: { safeloop: KindField }, templates: { FieldTemplate, ObjectFieldTemplate } });
