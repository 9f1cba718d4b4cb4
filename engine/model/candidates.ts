import type { RoleId } from "./role.ts";

/** Where a role is looked for. */
export type RoleScope = "initiatorOrg" | "fieldOrg" | "areaOwner" | "$parent" | "$root" | "anywhere";

/** One way to find people. Resolved when a visit opens, then frozen as seats. */
export type Candidate =
  | { readonly kind: "person"; readonly person: string }
  | { readonly kind: "role"; readonly role: RoleId; readonly at: RoleScope; readonly field?: string; readonly weight?: number }
  | { readonly kind: "manager"; readonly level: number } // 1 = direct manager of the initiator
  | { readonly kind: "managerChain"; readonly upTo: number }
  | { readonly kind: "field"; readonly field: string } // person or people field, by x-id
  | { readonly kind: "actorOf"; readonly node: string }
  | { readonly kind: "initiator" }
  | { readonly kind: "onDuty"; readonly role: RoleId }
  | { readonly kind: "contractorResponsible"; readonly field: string };

export type Candidates = readonly Candidate[];
