import { sampleNames, textIn } from "@safeloop/engine";
import { apiServices, currentLocale, type FormServices } from "@safeloop/web";

/** The name of a made-up id of sample data; undefined for a real one. */
export function sampleName(id: string): string | undefined {
  const name = Object.hasOwn(sampleNames, id) ? sampleNames[id] : undefined;
  return name && textIn(name, currentLocale());
}

/** What fields ask in a preview: the plant's own people, areas and tags, with those of sample data among them. Nothing is stored. */
export function previewServices(): FormServices {
  const real = apiServices(null);
  const area = { id: "sample-area", title: sampleNames["sample-area"] ?? { zh: "", en: "" }, unit: "sample-unit", risk: "low" };
  const unit = { id: "sample-unit", title: sampleNames["sample-unit"] ?? { zh: "", en: "" }, kind: "unit" };
  return {
    ...real,
    personName: async (id) => sampleName(id) ?? (await real.personName(id)),
    submissionTitle: async (id) => sampleName(id) ?? (await real.submissionTitle(id)),
    tag: async (id) => (sampleName(id) === undefined ? await real.tag(id) : undefined),
    org: async () => {
      const org = await real.org();
      return { units: [...org.units, unit as unknown as (typeof org.units)[number]], areas: [...org.areas, area as unknown as (typeof org.areas)[number]] };
    },
    upload: async (file, name) => ({ file: "sample-file", name, mime: file.type, size: file.size }) as unknown as Awaited<ReturnType<FormServices["upload"]>>,
    fileUrl: (id) => (sampleName(id) === undefined ? real.fileUrl(id) : "/safeloop.svg"),
    me: () => ({ id: "sample-person-1", name: sampleName("sample-person-1") ?? "" }),
  };
}
