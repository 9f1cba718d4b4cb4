import { generateHotLogic, Shapes, type FunctionMaker } from "@safeloop/engine";

/**
 * The one place that makes code of text. The text is the engine's own: what a
 * definition may choose reaches it as parameters only (ADR 18).
 */
export const functionMaker: FunctionMaker = (names, body) => {
  // eslint-disable-next-line no-restricted-syntax, @typescript-eslint/no-implied-eval -- see above
  return new Function(...names, body);
};

/** Shapes of alert rules, shared by all tenants of this process: nothing of theirs is in one. */
export const ruleShapes = new Shapes(functionMaker);

const logicShapes = new Shapes(functionMaker);

/** Lets expressions of forms and flows that run often become functions too. */
export function generateLogic(): void {
  generateHotLogic(logicShapes);
}
