/** Namespace of what BPMN itself cannot say. */
export const settingsUri = "urn:safeloop:bpmn:1";

/** The extension as the library reads it: `<safeloop:settings>{…JSON…}</safeloop:settings>`. */
export const settingsPackage = {
  name: "safeloop",
  prefix: "safeloop",
  uri: settingsUri,
  xml: { tagAlias: "lowerCase" },
  types: [{ name: "Settings", superClass: ["Element"], properties: [{ name: "json", isBody: true, type: "String" }] }],
} as const;

/** Language of a `conditionExpression` whose body is JSON-Logic. */
export const jsonLogicLanguage = "urn:safeloop:json-logic";
