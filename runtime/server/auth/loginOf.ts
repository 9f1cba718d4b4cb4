/** Logins are compared without case and in one Unicode form. */
export function loginOf(text: string): string {
  return text.normalize("NFKC").trim().toLowerCase();
}
