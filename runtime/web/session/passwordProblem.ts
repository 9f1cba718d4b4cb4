/** Why a new password cannot be taken yet, as a word of the session noun; undefined when it can. The server's rule decides. */
export function passwordProblem(password: string, again: string): "tooShort" | "notSame" | undefined {
  if ([...password].length < 10) return "tooShort";
  return password === again ? undefined : "notSame";
}
