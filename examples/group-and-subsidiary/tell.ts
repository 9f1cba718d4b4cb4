export type Language = "zh" | "en";

/** Prints the story and holds it to what it expects. */
export interface Teller {
  readonly language: Language;
  step(zh: string, en: string): void;
  line(zh: string, en: string): void;
  /** Prints what held; throws where it does not. `seen` is printed with a failure. */
  expect(held: boolean, zh: string, en: string, seen?: unknown): void;
}

/** An expectation of the story that did not hold. */
export class StoryFault extends Error {}

export function tellerOf(language: Language, print: (line: string) => void): Teller & { readonly held: () => number } {
  const pick = (zh: string, en: string): string => (language === "zh" ? zh : en);
  let [steps, held] = [0, 0];
  return {
    language,
    step: (zh, en) => print(`\n${(steps += 1)}. ${pick(zh, en)}`),
    line: (zh, en) => print(`   ${pick(zh, en)}`),
    expect: (isHeld, zh, en, seen) => {
      if (!isHeld) throw new StoryFault(`${pick("不成立", "does not hold")}: ${pick(zh, en)}${seen === undefined ? "" : ` ${JSON.stringify(seen)}`}`);
      held += 1;
      print(`   ✓ ${pick(zh, en)}`);
    },
    held: () => held,
  };
}
