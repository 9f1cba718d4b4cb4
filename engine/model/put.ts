/**
 * A copy with some fields put in. The same as a spread of both, but where the
 * change brings fields the object did not have, V8 takes some 20 times longer
 * over the spread: every step of a flow does that.
 */
export function put<T extends object>(object: T, change: Partial<T>): T {
  return Object.assign({}, object, change);
}
