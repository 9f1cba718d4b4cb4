/**
 * Codes for content no draft may hold: what a parser, matcher or machine
 * could choke on. All other issues only stop publishing, so that unfinished
 * work can be saved.
 */
const hostile = new Set<string>([
  "DEF_SHAPE", "DEF_TOO_DEEP", "DEF_TOO_BIG", "DEF_KEY_FORBIDDEN",
  "FORM_SHAPE", "FORM_TOO_LARGE", "FORM_TOO_DEEP", "FORM_TOO_MANY_PROPERTIES", "FORM_KEY_FORBIDDEN", "FORM_KEYWORD_REFUSED",
  "FORM_REF_REMOTE", "FORM_REF_CYCLE", "FORM_REF_EXPANSION", "FORM_PATTERN_BAD",
  "LOGIC_OPERATOR_UNKNOWN", "LOGIC_TOO_DEEP", "LOGIC_TOO_LARGE", "LOGIC_PATH_COMPUTED",
  "FLOW_INVALID", "FLOW_LIMIT", "FLOW_LOOP",
  "RULE_TOO_BIG", "RULE_OPERATOR", "RULE_WINDOW_TOO_LARGE", "RULE_MEMORY",
]);

/** True when a definition with this issue is refused even as a draft. */
export function isHostile(code: string): boolean {
  return hostile.has(code);
}
