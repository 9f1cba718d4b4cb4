/** JSON Schema pieces that several routes share. */
export const i18nText = {
  type: "object",
  properties: { zh: { type: "string", minLength: 1, maxLength: 200 }, en: { type: "string", minLength: 1, maxLength: 200 } },
  required: ["zh", "en"],
  additionalProperties: false,
} as const;

export const idText = { type: "string", minLength: 1, maxLength: 100 } as const;

/** A closed object. */
export function closed(properties: { readonly [name: string]: object }, required: readonly string[] = []): object {
  return { type: "object", properties, required, additionalProperties: false };
}
