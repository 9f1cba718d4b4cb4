import type { FlowCaseRun, FlowDefinition, I18nText } from "@safeloop/engine";
import type { TFunction } from "i18next";

type Failure = FlowCaseRun["results"][number]["failures"][number];

const what = /^(state|open nodes|told|effects|refusal|holders of|timer)(?: ([^:]+))?: (.*), should be (.*)$/s;

/** A difference in words: which step, what about it, what is and what should be. The runner's own sentence stays where there is none. */
export function failureText({ step, what: said }: Failure, flow: FlowDefinition, t: TFunction, text: (value: I18nText | undefined) => string): string {
  const [, about, name, found = "", wanted = ""] = what.exec(said) ?? [];
  const node = flow.nodes.find((one) => one.id === name?.split(".")[0]);
  const subject = about === undefined ? undefined : t(`case.about.${about.replaceAll(" ", "-")}`, { step: node ? text(node.title) : (name ?? "") });
  const detail = subject === undefined ? said : t("case.differs", { subject, found: plain(found), wanted: plain(wanted) });
  return t("case.atStep", { step, what: detail });
}

/** `["a","b"]` → a, b */
function plain(json: string): string {
  return json.replace(/^\[|\]$/g, "").replaceAll("\"", "").replaceAll(",", ", ") || "—";
}
