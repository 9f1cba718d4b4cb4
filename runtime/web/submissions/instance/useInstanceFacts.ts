import { type FactContext, formOf, type SubmissionView } from "@safeloop/engine";
import { useMemo } from "react";
import type { Me } from "../../api/types.ts";
import { useFacts } from "../useFacts.ts";

/** Facts of a stored submission: those of a form being filled, with its own initiator and the names the server sent along. */
export function useInstanceFacts(submission: SubmissionView, me: Me): FactContext {
  const facts = useFacts(formOf(submission.form), submission.data, me);
  return useMemo(() => {
    const named = Object.fromEntries(submission.people.filter((person) => facts.people?.[person.id] === undefined).map((person) => [person.id, { name: person.name, status: "active", roles: [], certificates: [] }]));
    return { ...facts, people: { ...named, ...facts.people } };
  }, [facts, submission]);
}
