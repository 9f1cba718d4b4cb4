import { issue, type Issue } from "../../issues/issue.ts";
import type { Candidate, Candidates } from "../../model/candidates.ts";
import { roleIds } from "../../model/role.ts";
import { checkField } from "./checkExpression.ts";
import type { FlowCheck } from "./flowCheck.ts";

const roles: ReadonlySet<string> = new Set(roleIds);
const scopes = new Set(["initiatorOrg", "fieldOrg", "areaOwner", "$parent", "$root", "anywhere"]);
const kinds = new Set(["person", "role", "manager", "managerChain", "field", "actorOf", "initiator", "onDuty", "contractorResponsible"]);

/** Problems of a candidate list: unknown kinds, roles, fields and nodes. */
export function checkCandidates(candidates: Candidates, owner: string, path: string, check: FlowCheck): readonly Issue[] {
  return candidates.flatMap((candidate, i) => checkCandidate(candidate, owner, `${path}/${i}`, check));
}

function checkCandidate(candidate: Candidate, owner: string, path: string, check: FlowCheck): readonly Issue[] {
  const wrong = (what: string): Issue[] => [issue("FLOW_INVALID", path, { what: `${owner}: ${what}` })];
  if (!kinds.has(candidate?.kind)) return wrong(`candidate kind ${String(candidate?.kind)}`);
  switch (candidate.kind) {
    case "role": return [
      ...(roles.has(candidate.role) ? [] : wrong(`role ${String(candidate.role)}`)),
      ...(scopes.has(candidate.at) ? [] : wrong(`role scope ${String(candidate.at)}`)),
      ...(candidate.at === "fieldOrg" && candidate.field === undefined ? wrong("fieldOrg without field") : []),
      ...(candidate.weight !== undefined && typeof candidate.weight !== "number" ? wrong("weight") : []),
      ...(candidate.field === undefined ? [] : typeof candidate.field === "string" ? checkField(candidate.field, owner, `${path}/field`, check) : wrong("field")),
    ];
    case "onDuty": return roles.has(candidate.role) ? [] : wrong(`role ${String(candidate.role)}`);
    case "field": case "contractorResponsible": return typeof candidate.field === "string" ? checkField(candidate.field, owner, `${path}/field`, check) : wrong("field");
    case "actorOf": return check.graph.nodes.has(candidate.node) ? [] : wrong(`node ${String(candidate.node)}`);
    case "manager": return Number.isInteger(candidate.level) && candidate.level >= 1 ? [] : wrong("manager level");
    case "managerChain": return Number.isInteger(candidate.upTo) && candidate.upTo >= 1 ? [] : wrong("managerChain upTo");
    case "person": return typeof candidate.person === "string" ? [] : wrong("person");
    case "initiator": return [];
  }
}
