import type { Words } from "./i18n.ts";

/** Conditions of flows and forms as sentences. */
const words: Words = {
  condition: {
    compare: "{{left}} {{op}} {{right}}", choice: "if {{when}}, {{then}}; otherwise {{otherwise}}", holds: "holds", fails: "does not hold", holdsOf: "{{field}} holds", bracket: "({{words}})",
    not: "not ({{what}})", known: "{{field}} is filled in", missing: "{{field}} is not filled in", oneOf: "{{field}} is one of {{values}}", nothing: "empty",
  },
  when: { op: { "===": "is", "!==": "is not", "==": "is about", "!=": "is not about", ">=": "is at least", "<=": "is at most", ">": "is above", "<": "is below", in: "contains" }, yes: "yes", no: "no" },
  rule: { and: "and", or: "or" },
  who: { comma: ", " },
};

export default words;
