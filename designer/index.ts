export { CommandStack, type Edit } from "./commands/commandStack.ts";
export { conditionOf, logicOf } from "./rules/condition/condition.ts";
