import { formOf, packsSchema, type Pack, type PackTemplate, type PackView } from "@safeloop/engine";
import type { Route } from "../context.ts";

type TemplateView = PackView["templates"][number];

function countsOf(pack: Pack, template: PackTemplate): TemplateView["counts"] {
  const form = pack.forms.find((one) => one.id === template.form);
  const flow = pack.flows.find((one) => one.id === template.flow);
  return {
    fields: form ? formOf(form).fields.length : 0,
    nodes: flow?.nodes.length ?? 0,
    checks: form?.logic.filter((rule) => rule.effect === "check").length ?? 0,
    rules: template.rules?.length ?? 0,
  };
}

function viewOf(pack: Pack): PackView {
  const { id, version, title, templates } = pack.manifest;
  return {
    id,
    version,
    title: { ...title },
    templates: templates.map((template) => ({
      id: template.id,
      title: { ...template.title },
      category: template.category,
      ...(template.basis === undefined ? {} : { basis: template.basis }),
      ...(template.form === undefined ? {} : { form: template.form }),
      ...(template.flow === undefined ? {} : { flow: template.flow }),
      ...(template.rules === undefined ? {} : { rules: [...template.rules] }),
      counts: countsOf(pack, template),
    })),
  };
}

/** The gallery: what the installed packs hold. */
export function packRoutes(packs: readonly Pack[]): Route[] {
  let views: PackView[] | undefined;
  return [
    {
      method: "GET", url: "/api/v1/packs", summary: "Template packs of this installation", policy: { kind: "permission", permission: "form.read" },
      schema: { response: { 200: packsSchema } },
      handler: async () => ({ body: (views ??= packs.map(viewOf)) }),
    },
  ];
}
