import { type Element, oneOf, textOf } from "../../xml/moddle.ts";
import { type Body, both, type Seen } from "./elementKind.ts";

const duration = /^P(?=.)(?:\d+Y)?(?:\d+M)?(?:\d+W)?(?:\d+D)?(?:T(?=.)(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?)?$/;
const field = /^[#$]\{\s*([A-Za-z_][\w-]*)\s*\}$/;

/** What a timer waits for: an ISO 8601 duration, or a date field named `${field}`; anything else is to be set. */
export function untilOf(timer: Element, { id }: Seen): Body {
  const said = (name: string): string | undefined => {
    const expression = oneOf(timer, name);
    return expression && textOf(expression, "body");
  };
  const [after, date] = [said("timeDuration"), said("timeDate")];
  if (after !== undefined && duration.test(after)) return { node: { kind: "wait", until: { duration: after } } };
  const dateField = date === undefined ? undefined : field.exec(date)?.[1];
  if (dateField !== undefined) return { node: { kind: "wait", until: { dateField } } };
  const text = after ?? date ?? said("timeCycle");
  return {
    node: { kind: "wait", until: { event: id, key: null } },
    needsSetting: both("须设置等多久：ISO 8601 时长（如 PT8H）或日期字段。", "Set how long it waits: an ISO 8601 duration such as PT8H, or a date field."),
    ...(text === undefined ? {} : { text }),
  };
}
