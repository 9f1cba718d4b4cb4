/** The two drafts we read. */
export type Draft = "draft-07" | "2020-12";

const drafts: { readonly [uri: string]: Draft } = {
  "http://json-schema.org/draft-07/schema": "draft-07",
  "https://json-schema.org/draft-07/schema": "draft-07",
  "https://json-schema.org/draft/2020-12/schema": "2020-12",
};

/** The draft a `$schema` value names, if it is one we know. */
export function draftNamed(uri: string): Draft | undefined {
  const plain = uri.replace(/#$/, "");
  return Object.prototype.hasOwnProperty.call(drafts, plain) ? drafts[plain] : undefined;
}

/** Where subschemas live, so that `$id` and anchors are found there and nowhere else. */
const common = {
  one: ["additionalProperties", "propertyNames", "contains", "not", "if", "then", "else", "items"],
  list: ["allOf", "anyOf", "oneOf"],
  map: ["properties", "patternProperties", "definitions"],
};

export const subschemaKeywords: { readonly [draft in Draft]: typeof common } = {
  "draft-07": { one: [...common.one, "additionalItems"], list: [...common.list, "items"], map: [...common.map, "dependencies"] },
  "2020-12": {
    one: [...common.one, "unevaluatedItems", "unevaluatedProperties", "contentSchema"],
    list: [...common.list, "prefixItems"],
    map: [...common.map, "$defs", "dependentSchemas", "dependencies"],
  },
};

/** Keywords of the validation vocabulary, which a meta-schema may leave out. */
export const validationKeywords: ReadonlySet<string> = new Set([
  "type", "enum", "const", "multipleOf", "maximum", "exclusiveMaximum", "minimum", "exclusiveMinimum",
  "maxLength", "minLength", "pattern", "maxItems", "minItems", "uniqueItems", "maxContains", "minContains",
  "maxProperties", "minProperties", "required", "dependentRequired",
]);
