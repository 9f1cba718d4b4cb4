import type { Measurement } from "../../model/tag.ts";
import type { I18nText } from "../../model/text.ts";
import { phrase, type Speech } from "../explain/speech.ts";
import { failed, type NodeType, type RuleOperator } from "../node.ts";
import { usableValue } from "../usable.ts";
import { badArguments, textArgument } from "./arguments.ts";
import { scalar } from "./value.ts";

/** A count, which may be compared with a plain number. */
const countType: NodeType = { kind: "number", unit: null, measured: false };

interface AreaCounting {
  readonly measurement: Measurement;
  /** Its one argument, as a refusal shows it; none without. */
  readonly argument?: string;
  readonly fits?: (argument: string) => boolean;
  readonly words: (speech: Speech) => I18nText;
}

function areaOperator(name: string, { measurement, argument, fits = () => true, words }: AreaCounting): RuleOperator {
  return {
    name,
    isTerm: true,
    words,
    compile(args, path, scope) {
      const label = textArgument(args, 0);
      const sound = argument === undefined ? args.length === 0 : args.length === 1 && label !== undefined && fits(label);
      if (!sound) return badArguments(scope, name, path, argument === undefined ? "[]" : `[${argument}]`);
      const index = scope.areaPoint(measurement, label, path);
      return index === undefined ? failed : { type: countType, run: (ctx) => scalar(usableValue(ctx, index)) };
    },
  };
}

const priorities: readonly string[] = ["P1", "P2", "P3", "P4"];
const named = ({ args }: Speech): { readonly x: string } => ({ x: textArgument(args, 0) ?? "?" });

/**
 * `area.permits.count[flow]`: permits of a kind (`*`: of any) under which work
 * may go on now in the area of the key. `area.alarms.count[priority]`: open
 * alarms there, without those of rules that read this count.
 * `area.records.open[flow]`: its records there that are not closed.
 * `area.people[]`: people counted there. All unknown when older than 60 s.
 */
export const areaOperators: readonly RuleOperator[] = [
  areaOperator("area.permits.count", {
    measurement: "permit-count", argument: "\"permit flow id\"",
    words: (speech) => (named(speech).x === "*" ? phrase("本区域有效的作业票数", "the number of live permits in the area", {}) : phrase("本区域有效的“{x}”作业票数", "the number of live \"{x}\" permits in the area", named(speech))),
  }),
  areaOperator("area.alarms.count", { measurement: "alarm-count", argument: "\"P1\" | \"P2\" | \"P3\" | \"P4\"", fits: (one) => priorities.includes(one), words: (speech) => phrase("本区域未恢复的 {x} 报警数", "the number of open {x} alarms in the area", named(speech)) }),
  areaOperator("area.records.open", { measurement: "record-count", argument: "\"flow id\"", words: (speech) => phrase("本区域未关闭的“{x}”数", "the number of open \"{x}\" records in the area", named(speech)) }),
  areaOperator("area.people", { measurement: "people-count", words: () => phrase("本区域的人数", "the number of people in the area", {}) }),
];
