import { actsOf, formsOf, type DefinitionKind, type I18nText } from "@safeloop/engine";
import type { Reader } from "../context.ts";
import type { DefinitionMemory } from "./definitionMemory.ts";

const runningOf: { readonly [K in DefinitionKind]?: string } = {
  forms: "select count(*) as n from instances where tenant_id = ? and form_id = ? and status = 'running'",
  flows: "select count(*) as n from instances where tenant_id = ? and flow_id = ? and status = 'running'",
};

function definitionsThatName(memory: DefinitionMemory, tenantId: string, kind: DefinitionKind, id: string): I18nText[] {
  const flows = memory.all(tenantId, "flows").filter(({ definition: flow }) => {
    if (kind === "forms") return flow.form.id === id || actsOf(flow).some((act) => act.do === "createSubmission" && act.form === id);
    if (kind === "flows") return flow.id !== id && (flow.nodes.some((node) => node.kind === "subflow" && node.flow.id === id) || actsOf(flow).some((act) => act.do === "startFlow" && act.flow === id));
    return actsOf(flow).some((act) => (act.do === "raiseAlarm" || act.do === "ackAlarm") && act.rule === id);
  });
  const rules = memory.all(tenantId, "rules").filter(({ definition: rule }) => {
    if (kind === "forms") return formsOf(rule).some(({ form }) => form === id) || rule.actions.some((action) => action.do === "disposalTask" && action.form === id);
    return kind === "rules" && rule.id !== id && (rule.inhibitedBy ?? []).includes(id);
  });
  return [...flows.map((one) => ({ zh: `流程 ${one.id}`, en: `flow ${one.id}` })), ...rules.map((one) => ({ zh: `报警规则 ${one.id}`, en: `rule ${one.id}` }))];
}

/** What lives on a definition right now; empty when it may be retired. */
export async function usersOf(reader: Reader, memory: DefinitionMemory, tenantId: string, kind: DefinitionKind, id: string, openAlarms: number): Promise<I18nText[]> {
  const users = definitionsThatName(memory, tenantId, kind, id);
  const sql = runningOf[kind];
  const running = sql ? await reader.first<{ n: number }>({ sql, bindings: [tenantId, id] }) : undefined;
  if (running && running.n > 0) users.push({ zh: `${running.n} 个运行中的流程`, en: `${running.n} running instances` });
  if (openAlarms > 0) users.push({ zh: `${openAlarms} 条未关闭的报警`, en: `${openAlarms} open alarms` });
  return users;
}
