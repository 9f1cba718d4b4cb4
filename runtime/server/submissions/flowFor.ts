import type { DefinitionsService, PublishedRevision } from "../services.ts";

/** The flow new submissions of a form start, if any: the published one that names the form; with several, the one with the form's own id, else the first by id. */
export function flowFor(definitions: DefinitionsService, tenantId: string, formId: string): PublishedRevision<"flows"> | undefined {
  const flows = definitions.all(tenantId, "flows").filter((one) => one.definition.form.id === formId);
  return flows.find((one) => one.id === formId) ?? flows[0];
}
