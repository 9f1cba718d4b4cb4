import type { Code } from "./code.ts";

/** Makes a function of parameter names and a body. Only a server has one (`new Function`); a browser runs closures. */
export type FunctionMaker = (names: readonly string[], body: string) => unknown;

/** A function made of a shape: takes the parameters, gives what belongs to one definition. */
type Factory = (...params: readonly unknown[]) => unknown;

interface Shape {
  readonly factory: Factory;
  readonly helpers: ReadonlyMap<string, unknown>;
}

const mostShapes = 1000;
const mostLines = 600;
const mostParams = 250;

/**
 * Generated functions by shape. A shape is the text that operators wrote; a
 * definition is that and its parameters. Shapes are bounded: what comes after
 * `most`, or is too long to be worth it, runs as closures and means the same.
 */
export class Shapes {
  private readonly known = new Map<string, Shape>();

  constructor(private readonly make: FunctionMaker, private readonly most: number = mostShapes) {}

  /** How many there are. */
  get size(): number {
    return this.known.size;
  }

  /** What `result` of the code is worth for its parameters; undefined when no function is made of it. */
  bind(code: Code, result: string): unknown {
    if (code.size > mostLines || code.params.length > mostParams) return undefined;
    const shape = this.shapeOf(code, result);
    return shape?.factory(...code.params);
  }

  private shapeOf(code: Code, result: string): Shape | undefined {
    const names = code.params.map((_, at) => `p${at}`).join(", ");
    const text = `"use strict";\nreturn (${names}) => {\n${code.text}\nreturn ${result};\n};`;
    const known = this.known.get(text);
    if (known) return sameHelpers(known, code);
    if (this.known.size >= this.most) return undefined;
    const outer = this.make([...code.helpers.keys()], text) as (...helpers: readonly unknown[]) => Factory;
    const shape: Shape = { factory: outer(...code.helpers.values()), helpers: new Map(code.helpers) };
    this.known.set(text, shape);
    return shape;
  }
}

/** A name that stands for two things would make one shape of two meanings: a fault of the engine. */
function sameHelpers(shape: Shape, code: Code): Shape {
  for (const [name, helper] of code.helpers) if (shape.helpers.get(name) !== helper) throw new Error(`generated code: ${name} stands for two things`);
  return shape;
}
