import { DndContext, type DragEndEvent, PointerSensor, pointerWithin, useSensor, useSensors } from "@dnd-kit/core";
import type { AlertRule } from "@safeloop/engine";
import { type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import { conditionOf, logicOf } from "../condition/condition.ts";
import type { Condition } from "../condition/model.ts";
import { moveTo, type Path, putAt } from "../condition/tree.ts";
import { setCondition } from "../edits/ruleEdits.ts";
import type { RulePaneProps } from "../rulePane.ts";
import type { RuleForm } from "../useRuleForm.ts";
import { placeOf } from "../words/place.ts";
import { useRuleNames } from "../words/useRuleNames.ts";
import { TreeNode } from "./TreeNode.tsx";
import { TreeContext, type TreeScope } from "./treeScope.ts";

interface ConditionTreeProps extends RulePaneProps {
  readonly form: RuleForm | undefined;
  readonly tagUnit: string | undefined;
  readonly wrong: ReadonlySet<string>;
}

/** The condition as a tree: groups, comparisons, and JSON for what has no words. Parts are moved by hand or by keys. */
export function ConditionTree({ rule, run, form, tagUnit, wrong }: ConditionTreeProps): ReactNode {
  const names = useRuleNames(rule, form);
  const root = useMemo(() => conditionOf(rule.condition), [rule.condition]);
  const box = useRef<HTMLDivElement>(null);
  const [wanted, setWanted] = useState<Path | undefined>();
  const sensors = useSensors(useSensor(PointerSensor, { activationConstraint: { distance: 4 } }));
  useEffect(() => {
    if (wanted === undefined) return;
    box.current?.querySelector<HTMLElement>(`[data-place="${CSS.escape(placeOf(root, wanted))}"]`)?.focus();
    setWanted(undefined);
  }, [wanted, root]);
  const change = (next: Condition, limits: AlertRule["limits"] | undefined, mergeKey?: string): void => run(setCondition(logicOf(next), limits, mergeKey));
  const scope: TreeScope = {
    rule, root, names, form, tagUnit, wrong,
    put: (path, part, limits) => change(putAt(root, path, part), limits, `condition/${path.join(".")}`),
    reshape: (next, select, limits) => { change(next, limits); setWanted(select); },
  };
  const drop = ({ active, over }: DragEndEvent): void => {
    const [from, to] = [active.data.current, over?.data.current].map((data) => (data as { path?: Path } | undefined)?.path);
    const next = from && to ? moveTo(root, from, to) : root;
    if (next !== root) scope.reshape(next);
  };
  return (
    <TreeContext value={scope}>
      <DndContext sensors={sensors} collisionDetection={pointerWithin} onDragEnd={drop}>
        <div ref={box} className="dz-tree"><TreeNode condition={root} path={[]} /></div>
      </DndContext>
    </TreeContext>
  );
}
