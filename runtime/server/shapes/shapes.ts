import { Shapes, type FunctionMaker } from "@safeloop/engine";

/**
 * The one place that makes code of text. The text is the engine's own: what a
 * definition may choose reaches it as parameters only (ADR 18).
 */
export const functionMaker: FunctionMaker = (names, body) => {
  // eslint-disable-next-line no-restricted-syntax, @typescript-eslint/no-implied-eval -- see above
  return new Function(...names, body) as unknown;
};

/** Shapes of conditions, shared by all tenants of this process: nothing of theirs is in one. */
export const ruleShapes = new Shapes(functionMaker);
