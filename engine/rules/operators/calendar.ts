import { isWorkingAt } from "../../time/calendar/index.ts";
import { booleanType, failed, type RuleOperator } from "../node.ts";
import { phrase, same } from "../explain/speech.ts";
import { badArguments, textArgument } from "./arguments.ts";

/** `calendar[id]`: true in the working time of a work calendar, judged at its boundaries too. Never unknown. */
export const calendarOperator: RuleOperator = {
  name: "calendar",
  words: ({ args, calendar }) => phrase("在“{x}”的时间内", "within the hours of \"{x}\"", { x: calendar(textArgument(args, 0)) ?? same("?") }),
  compile(args, path, scope) {
    const id = textArgument(args, 0);
    if (args.length !== 1 || id === undefined) return badArguments(scope, "calendar", path, "[\"calendar id\"]");
    const found = scope.calendar(id, path);
    return found ? { type: booleanType, run: (ctx) => isWorkingAt(found, ctx.t) } : failed;
  },
};
