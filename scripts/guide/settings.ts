import type { ApprovalNode, FlowNode, I18nText, VoteSettings } from "@safeloop/engine";
import { idiomForm } from "../../engine/testing/index.ts";
import { rolePermissions } from "../../runtime/server/people/rolePermissions.ts";
import { both, say } from "./words.ts";

/** The mode, where a step asks several; for one person all modes are the same. */
export function modeOf(node: FlowNode, seats: number): I18nText | undefined {
  return node.kind === "approval" && seats > 1 ? say("designer", `mode.${node.mode}`) : undefined;
}

/** What a step is set to beside its people, as far as it is not the usual. */
export function settingsOf(node: FlowNode, seats: number): readonly I18nText[] {
  if (node.kind !== "approval") return [];
  return [...(seats > 1 ? [node.vote ? voteWords(node.vote) : say("designer", `modeHelp.${node.mode}`)] : []), ...vetoWords(node.vote), ...moreWords(node)];
}

function voteWords({ percent, count, strict }: VoteSettings): I18nText {
  if (count !== undefined) return { zh: `${count} 票同意即通过`, en: `passes with ${count} approvals` };
  return strict ? { zh: `同意超过 ${percent ?? 0} % 通过`, en: `passes above ${percent ?? 0} %` } : { zh: `同意达到 ${percent ?? 0} % 通过`, en: `passes at ${percent ?? 0} %` };
}

function vetoWords(vote: VoteSettings | undefined): readonly I18nText[] {
  const veto = (vote?.vetoRoles ?? []).map((role) => both([{ zh: "否决角色：", en: "veto role: " }, rolePermissions[role].title]));
  const weights = Object.entries(vote?.weights ?? {}).map(([role, weight]) => ({ zh: `${role} 权重 ${weight}`, en: `${role} weighs ${weight}` }));
  return [...veto, ...weights];
}

function moreWords(node: ApprovalNode): readonly I18nText[] {
  return [
    ...(node.completion === "collectAll" ? [{ zh: "收齐意见", en: "waits for everybody" }] : []),
    ...(node.signs ? [both([{ zh: "只签", en: "signs only " }, ...node.signs.map(fieldTitle)])] : []),
    ...(node.returns?.afterRepair === "backToReturner" ? [{ zh: "修改后直达退回人", en: "repaired: back to the returner" }] : []),
    ...(node.onReject.do === "branch" ? [{ zh: "驳回时：本分支失败", en: "rejected: the branch fails" }] : []),
    ...(node.onReject.do === "return" ? [{ zh: `驳回时：退到 ${node.onReject.to}`, en: `rejected: returns to ${node.onReject.to}` }] : []),
    ...(node.onReject.do === "continue" ? [{ zh: "驳回时：照常继续", en: "rejected: goes on" }] : []),
  ];
}

/** A field in quotation marks; the one form of all cases names them in both languages. */
export function fieldTitle(xid: string): I18nText {
  const { properties } = idiomForm.schema as { readonly properties?: { readonly [name: string]: { readonly "x-title"?: I18nText } } };
  const title = properties?.[xid]?.["x-title"];
  return both([{ zh: "“", en: '"' }, title ?? xid, { zh: "”", en: '"' }]);
}
