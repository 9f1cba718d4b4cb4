import type { Measurement } from "../../model/tag.ts";
import type { I18nText } from "../../model/text.ts";
import { phrase, type Speech } from "../explain/speech.ts";
import { failed, type NodeType, type RuleOperator } from "../node.ts";
import { usableValue } from "../usable.ts";
import { badArguments, textArgument } from "./arguments.ts";
import { scalar } from "./value.ts";

/** A count, which may be compared with a plain number. */
const countType: NodeType = { kind: "number", unit: null, measured: false };

function areaOperator(name: string, measurement: Measurement, named: boolean, words: (speech: Speech) => I18nText): RuleOperator {
  return {
    name,
    isTerm: true,
    words,
    compile(args, path, scope) {
      const label = textArgument(args, 0);
      if (args.length !== (named ? 1 : 0) || (named && label === undefined)) return badArguments(scope, name, path, named ? "[\"permit flow id\"]" : "[]");
      const index = scope.areaPoint(measurement, label, path);
      return index === undefined ? failed : { type: countType, run: (ctx) => scalar(usableValue(ctx, index)) };
    },
  };
}

/**
 * `area.permits.count[flow]`: permits of a kind under which work may go on now
 * in the area of the key. `area.people[]`: people counted there. Both unknown
 * when older than 60 s.
 */
export const areaOperators: readonly RuleOperator[] = [
  areaOperator("area.permits.count", "permit-count", true, ({ args }) => phrase("本区域有效的“{x}”作业票数", "the number of live \"{x}\" permits in the area", { x: textArgument(args, 0) ?? "?" })),
  areaOperator("area.people", "people-count", false, () => phrase("本区域的人数", "the number of people in the area")),
];
