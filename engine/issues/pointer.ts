/** A JSON Pointer (RFC 6901) one step further. */
export function pointer(base: string, ...steps: readonly (string | number)[]): string {
  return steps.reduce<string>((path, step) => `${path}/${escapeStep(step)}`, base);
}

function escapeStep(step: string | number): string {
  return typeof step === "number" ? String(step) : step.replace(/~/g, "~0").replace(/\//g, "~1");
}

/** The steps of a JSON Pointer, unescaped. */
export function pointerSteps(path: string): string[] {
  return path.split("/").slice(1).map((step) => step.replace(/~1/g, "/").replace(/~0/g, "~"));
}
