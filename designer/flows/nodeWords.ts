import type { Candidate, FlowNode, I18nText, RoleId } from "@safeloop/engine";
import type { Translate } from "../i18n/translate.ts";

/** How things a candidate points to are called. */
export interface CandidateNames {
  readonly role: (role: RoleId) => string;
  readonly person: (id: string) => string;
  readonly field: (xid: string) => string;
  readonly node: (id: string) => string;
}

/** Short words for a candidate, such as a role with its scope. */
export function candidateWords(candidate: Candidate, names: CandidateNames, t: Translate): string {
  switch (candidate.kind) {
    case "person": return t("who.person", { person: names.person(candidate.person) });
    case "role": return `${names.role(candidate.role)} · ${t(`scope.${candidate.at}`)}`;
    case "manager": return t("who.manager", { level: candidate.level });
    case "managerChain": return t("who.managerChain", { level: candidate.upTo });
    case "field": return t("who.field", { field: names.field(candidate.field) });
    case "actorOf": return t("who.actorOf", { node: names.node(candidate.node) });
    case "initiator": return t("who.initiator");
    case "onDuty": return t("who.onDuty", { role: names.role(candidate.role) });
    case "contractorResponsible": return t("who.contractor");
  }
}

/** The people line of a node card; nodes without people have none. */
export function peopleOf(node: FlowNode): readonly Candidate[] {
  return node.kind === "approval" || node.kind === "fill" || node.kind === "notify" ? node.candidates : [];
}

/** A title in both languages with one part changed. */
export function withWord(text: I18nText, language: keyof I18nText, word: string): I18nText {
  return { ...text, [language]: word };
}
