import { own, type Answers, type FormDefinition } from "@safeloop/engine";

/** What a form's own registers are about: its checks may ask what other records state of the same, such as a company's code. */
export function registerKeys(form: FormDefinition, answers: Answers): readonly string[] {
  return (form.registers ?? []).flatMap(({ key }) => {
    const value: unknown = key === undefined ? undefined : own(answers, key);
    return typeof value === "string" && value !== "" ? [value] : [];
  });
}
