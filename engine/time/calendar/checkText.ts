import { type Issue } from "../../issues/issue.ts";
import { isObject, own } from "../../model/json.ts";
import { fault } from "./fault.ts";

/** A text people read needs both languages. */
export function textFaults(value: unknown, path: string): Issue[] {
  const both = isObject(value) && ["zh", "en"].every((language) => {
    const text = own(value, language);
    return typeof text === "string" && text.trim() !== "";
  });
  return both ? [] : [fault(path, "应有中文和英文 {zh, en}", "it must have Chinese and English, {zh, en}")];
}
