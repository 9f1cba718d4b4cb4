import type { CompiledForm, FactContext, FormDefinition } from "@safeloop/engine";
import { createContext, useContext } from "react";
import type { FormServices } from "./services/formServices.ts";
import type { FormStore } from "./formStore.ts";

/** `fill` edits, `read` shows, `preview` edits without storing files. */
export type FormMode = "fill" | "read" | "preview";

export interface FormContextValue {
  readonly definition: FormDefinition;
  readonly form: CompiledForm;
  readonly mode: FormMode;
  readonly store: FormStore;
  readonly services: FormServices;
  readonly facts: FactContext;
  readonly zone: string | undefined;
  /** The running number, once there is one. */
  readonly number: string | undefined;
}

export const FormContext = createContext<FormContextValue | null>(null);

/** The FormView a field lies in. Throws outside one. */
export function useFormContext(): FormContextValue {
  const value = useContext(FormContext);
  if (value === null) throw new Error("a form field was rendered outside FormView");
  return value;
}
