export { CommandStack, type Edit } from "./commands/commandStack.ts";
export { blockTree } from "./flows/tree/blockTree.ts";
export { conditionOf, logicOf } from "./rules/condition/condition.ts";
