/** The translation function as functions without React take it. */
export interface Translate {
  (key: string): string;
  (key: string, values: Record<string, unknown>): string;
}
