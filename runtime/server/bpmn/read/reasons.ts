import type { I18nText } from "@safeloop/engine";
import type { Element } from "../xml/moddle.ts";
import { both } from "./kinds/elementKind.ts";

const noNode = both("没有与这种元素对应的节点。", "There is no node for this kind of element.");

/** Why a kind of element has nothing that stands for it; the first that fits. */
const reasons: readonly (readonly [types: readonly string[], reason: I18nText])[] = [
  [["DataObject", "DataObjectReference", "DataStore", "DataStoreReference", "DataAssociation", "DataInput", "DataOutput", "InputOutputSpecification", "Property", "ItemDefinition"], both("数据在表单里定义，不在流程里。", "Data is defined by the form, not by the flow.")],
  [["TextAnnotation", "Group", "Association", "Category", "Documentation"], both("说明和分组不影响办理，没有导入。", "Notes and groups do not act; they are not imported.")],
  [["MessageFlow", "Participant", "Message", "ConversationNode", "PartnerEntity", "PartnerRole"], both("一次只导入一个泳池；与其他泳池之间的消息用通知或 webhook 表达。", "One pool is imported at a time; messages to others are notices or webhooks.")],
  [["Signal", "Escalation", "Error"], both("事件按名称引用，声明本身不需要导入。", "Events are named where they are used; the declaration itself is not needed.")],
  [["LoopCharacteristics"], both("没有多实例和循环标记：多人会签用审批方式，按行重复用子流程的 rows。", "There are no loop markers: several people are a mode of approval, one run per row is `rows` of a sub-flow.")],
  [["ResourceRole"], both("办理人用候选人规则设置，没有导入。", "Who does a step is set by candidate rules; this is not imported.")],
  [["EventDefinition"], both("这种触发方式没有对应；流程由人或由其他流程的动作发起。", "There is nothing for this trigger; flows are begun by people, or by an action of another flow.")],
  [["CallableElement"], both("全局任务不属于流程图。", "A global task is not part of the drawing.")],
  [["ChoreographyActivity"], both("编排图不能作为审批流程运行。", "A choreography cannot run as an approval flow.")],
];

const elsewhere = (process: string): I18nText => both(`属于流程 ${process}，这次没有选它。`, `It belongs to process ${process}, which was not chosen.`);

/** Why nothing stands for this element. */
export function reasonOf(element: Element, process: string | undefined, chosen: string): I18nText {
  if (process !== undefined && process !== chosen) return elsewhere(process);
  return reasons.find(([types]) => types.some((type) => element.$instanceOf(`bpmn:${type}`)))?.[1] ?? noNode;
}
