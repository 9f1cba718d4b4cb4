import type { FormServices } from "@safeloop/web";

const nobody = async (): Promise<never[]> => [];

/** No field of this form asks the world for anything. */
export const offline: FormServices = {
  searchPeople: nobody, searchTags: nobody, searchAssets: nobody, searchSubmissions: nobody,
  personName: async () => undefined, submissionTitle: async () => undefined, tag: async () => undefined,
  org: () => Promise.reject(new Error("no organisation here")),
  upload: () => Promise.reject(new Error("no upload here")),
  fileUrl: (id) => id,
  me: () => null,
};
