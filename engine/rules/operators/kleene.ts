import { issue } from "../../issues/issue.ts";
import { isObject } from "../../model/json.ts";
import type { JsonLogic } from "../../model/logic.ts";
import type { I18nText } from "../../model/text.ts";
import type { Value } from "../context.ts";
import { listed, phrase } from "../explain/speech.ts";
import { booleanType, type CompiledNode, type CompileScope, type RuleOperator } from "../node.ts";
import type { Written } from "../../shapes/code.ts";
import type { RuleCode } from "../shape/ruleCode.ts";
import { badArguments } from "./arguments.ts";

/** A truth value; a non-boolean is unknown, never "truthy". */
export function truth(value: Value): boolean | undefined {
  return typeof value === "boolean" ? value : undefined;
}

/** What is made of parts that depend on the own value alone does so too. */
export function levelsOf(nodes: readonly CompiledNode[]): Pick<CompiledNode, "levels"> {
  return nodes.every((node) => node.levels) ? { levels: nodes.flatMap((node) => node.levels ?? []) } : {};
}

/** `and`: false if any is false, true if all are true, else unknown. */
export const andOperator = junction("and", false);
/** `or`: true if any is true, false if all are false, else unknown. */
export const orOperator = junction("or", true);

/** `!`: unknown stays unknown. */
export const notOperator: RuleOperator = {
  name: "!",
  words: ({ said }) => phrase("并非（{a}）", "not ({a})", { a: said(0) }),
  compile(args, path, scope) {
    if (args.length !== 1) return badArguments(scope, "!", path, "[x]");
    const inner = scope.compile(args[0] ?? null, `${path}/0`);
    return {
      type: booleanType,
      ...levelsOf([inner]),
      run: (ctx) => {
        const value = truth(inner.run(ctx));
        return value === undefined ? undefined : !value;
      },
      write: (code) => writeNot(code, code.part(inner)),
    };
  },
};

/** `if[test, then, else]` (chains allowed): an unknown test is unknown unless both arms agree. */
export const ifOperator: RuleOperator = {
  name: "if",
  words: ({ args, said }) => choiceWords(args.map((_, at) => said(at))),
  compile(args, path, scope) {
    if (args.length < 3 || args.length % 2 === 0 || args.length > 15) return badArguments(scope, "if", path, "[test, then, …, else]");
    const nodes = args.map((arg, at) => scope.compile(arg, `${path}/${at}`));
    return chain(nodes, 0);
  },
};

function chain(nodes: readonly CompiledNode[], from: number): CompiledNode {
  const test = nodes[from]!;
  if (from === nodes.length - 1) return test;
  const yes = nodes[from + 1]!;
  const no = chain(nodes, from + 2);
  return {
    type: yes.type,
    ...levelsOf([test, yes, no]),
    run: (ctx) => {
      const verdict = truth(test.run(ctx));
      if (verdict !== undefined) return verdict ? yes.run(ctx) : no.run(ctx);
      const a = yes.run(ctx);
      return a === no.run(ctx) ? a : undefined;
    },
    write: (code) => writeChoice(code, test, yes, no),
  };
}

function choiceWords([test, then, ...rest]: readonly I18nText[]): I18nText {
  if (!test || !then || rest.length === 0) return test ?? phrase("", "");
  return phrase("若 {test} 则 {then}，否则 {rest}", "if {test} then {then}, else {rest}", { test, then, rest: choiceWords(rest) });
}

/** "and" inside "or" and the like needs brackets. */
function bracketed(arg: JsonLogic, words: I18nText): I18nText {
  const inner = isObject(arg) && ["and", "or", "if", "between"].some((name) => Object.keys(arg)[0] === name);
  return inner ? phrase("（{words}）", "({words})", { words }) : words;
}

function junction(name: "and" | "or", decisive: boolean): RuleOperator {
  return {
    name,
    words: ({ args, said }) => listed(args.map((arg, at) => bracketed(arg, said(at))), name === "and" ? " 且 " : " 或 ", ` ${name} `),
    compile(args, path, scope) {
      if (args.length === 0 || args.length > 64) return badArguments(scope, name, path, "[a, …] (1–64)");
      const nodes = args.map((arg, at) => scope.compile(arg, `${path}/${at}`));
      checkBoolean(name, nodes, path, scope);
      return { type: booleanType, ...levelsOf(nodes), run: (ctx) => join(nodes, decisive, ctx), write: (code) => writeJunction(code, nodes, decisive) };
    },
  };
}

function join(nodes: readonly CompiledNode[], decisive: boolean, ctx: Parameters<CompiledNode["run"]>[0]): boolean | undefined {
  let result: boolean | undefined = !decisive;
  for (const node of nodes) {
    const value = truth(node.run(ctx));
    if (value === decisive) return decisive;
    if (value === undefined) result = undefined;
  }
  return result;
}

/** Not, as text: what is neither true nor false is unknown. */
export function writeNot(code: RuleCode, { text, is }: Written): Written {
  return is === "boolean" ? code.keep(`!${text}`, "boolean") : code.keep(`${text} === true ? false : ${text} === false ? true : undefined`);
}

function writeJunction(code: RuleCode, nodes: readonly CompiledNode[], decisive: boolean): Written {
  const [result, end] = [code.fresh("t"), code.fresh("end")];
  code.line(`let ${result} = ${!decisive};`);
  code.block(`${end}:`, () => {
    for (const node of nodes) {
      const { text, is } = code.part(node);
      code.line(`if (${text} === ${decisive}) { ${result} = ${decisive}; break ${end}; }`);
      if (is !== "boolean") code.line(`if (${text} !== ${!decisive}) ${result} = undefined;`);
    }
  });
  return { text: result };
}

/** Only the arm that is chosen is judged, or both when the test is unknown. */
function writeChoice(code: RuleCode, test: CompiledNode, yes: CompiledNode, no: CompiledNode): Written {
  const { text } = code.part(test);
  const [a, b, result] = [code.fresh("t"), code.fresh("t"), code.fresh("t")];
  code.line(`let ${a}, ${b};`);
  code.block(`if (${text} !== false)`, () => code.line(`${a} = ${code.part(yes).text};`));
  code.block(`if (${text} !== true)`, () => code.line(`${b} = ${code.part(no).text};`));
  code.line(`const ${result} = ${text} === true ? ${a} : ${text} === false ? ${b} : ${a} === ${b} ? ${a} : undefined;`);
  return { text: result };
}

function checkBoolean(operator: string, nodes: readonly CompiledNode[], path: string, scope: CompileScope): void {
  if (nodes.some((node) => node.type.kind === "number" || node.type.kind === "text")) {
    scope.issues.push(issue("RULE_TYPE", path, { operator, expected: "boolean" }));
  }
}
