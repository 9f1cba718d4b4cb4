import { Code, type Written } from "../../shapes/code.ts";
import { currentSample, type InputPlan, type JudgeContext } from "../context.ts";
import type { CompiledNode } from "../node.ts";

/** The code of a rule for one key. `ctx.self` is 0 in it: what is judged for each member of a set stays a closure. */
export class RuleCode extends Code {
  constructor(readonly plans: readonly InputPlan[]) {
    super();
  }

  /** A part of the condition; one whose operator writes nothing is called as the closure it is. */
  part(node: CompiledNode): Written {
    if (node.write) return node.write(this);
    return this.keep(`${this.param(node.run, node.run)}(ctx)`);
  }

  /** The number of an input; the key's own is 0 in every shape. */
  input(index: number): string {
    return index === 0 ? "0" : this.param(index, `input ${index}`);
  }

  /** The sample an input stands on, or undefined. */
  sample(index: number): Written {
    return this.once(`sample ${index}`, () => {
      const at = this.input(index);
      const { text } = this.keep(`ctx.inputs[${at}].now`);
      return this.keep(`${text}.length === 1 ? ${text}[0] : ${this.help("chosen", chosen)}(ctx, ${at})`);
    });
  }
}

function chosen(ctx: JudgeContext, index: number): unknown {
  return currentSample(ctx, index);
}
