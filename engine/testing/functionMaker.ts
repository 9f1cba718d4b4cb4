import type { FunctionMaker } from "../shapes/shapes.ts";

/** What a server makes of generated text, for tests of the engine. */
export const functionMaker: FunctionMaker = (names, body) => {
  // eslint-disable-next-line no-restricted-syntax, @typescript-eslint/no-implied-eval -- the text is the engine's own
  return new Function(...names, body);
};
