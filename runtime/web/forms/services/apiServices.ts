import type { PersonView } from "../../api/types.ts";
import { api, apiUrl } from "../../api/client.ts";
import { ApiProblem } from "../../api/problem.ts";
import type { FileRef, OrgView, Page, SubmissionRow, SubmissionView, TagView } from "../../api/types.ts";
import { currentLocale } from "../../i18n/i18n.ts";
import { isFound, textIn, type I18nText } from "@safeloop/engine";
import { loadSpelling } from "../../search/spelling.ts";
import type { Choice, FormServices } from "./formServices.ts";

const text = (value: I18nText): string => textIn(value, currentLocale());

/** Answers a look-up once and keeps it; a failed one is asked again. */
function remember<T>(ask: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const kept = new Map<string, Promise<T>>();
  return (key) => {
    const known = kept.get(key);
    if (known !== undefined) return known;
    const asked = ask(key);
    kept.set(key, asked);
    asked.catch(() => kept.delete(key));
    return asked;
  };
}

/** Undefined where the record is gone or not for this reader; other faults stay faults. */
async function orMissing<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked;
  } catch (fault) {
    if (fault instanceof ApiProblem && (fault.status === 404 || fault.status === 403)) return undefined;
    throw fault;
  }
}

const org = remember(() => api.get<OrgView>("/org"));

interface Asset { readonly id: string; readonly title: I18nText; readonly kind: string }

async function searchAssets(q: string): Promise<readonly Choice[]> {
  const page = await api.get<Page<Asset>>("/assets", { q, limit: 12 });
  return page.items.map((asset) => ({ id: asset.id, title: asset.id, note: text(asset.title) }));
}

/** The server finds records by what is written in them; by readings and initials, the newest are found by their title. */
async function recentSpelled(q: string, form: string | undefined): Promise<readonly SubmissionRow[]> {
  if (!/^[a-z0-9 ]*[a-z][a-z0-9 ]*$/i.test(q)) return [];
  const [spelling, newest] = await Promise.all([loadSpelling(), api.get<Page<SubmissionRow>>("/submissions", { form, limit: 200 })]);
  return newest.items.filter((row) => isFound([row.title], q, spelling));
}

async function searchSubmissions(q: string, form: string | undefined): Promise<readonly Choice[]> {
  const of = form?.includes("*") === true ? undefined : form;
  const [page, spelled] = await Promise.all([api.get<Page<SubmissionRow>>("/submissions", { q, form: of, limit: 12 }), recentSpelled(q, of)]);
  const prefix = form?.endsWith("*") === true ? form.slice(0, -1) : "";
  const rows = new Map([...page.items, ...spelled].map((row) => [row.id, row]));
  return [...rows.values()].filter((row) => row.form.id.startsWith(prefix)).slice(0, 12).map((row) => ({ id: row.id, title: `${row.number} ${row.title}`, note: text(row.stateTitle) }));
}

function upload(file: Blob, name: string, kind: string): Promise<FileRef> {
  const body = new FormData();
  body.append("file", file, name);
  return api.post<FileRef>("/files", body, { query: { kind } });
}

/** Form services over the HTTP API, signing as the given person. */
export function apiServices(me: { readonly id: string; readonly name: string } | null): FormServices {
  return {
    searchPeople: async (q, role) => (await api.get<Page<PersonView>>("/people", { q, role, limit: 12 })).items.map((person) => ({ id: person.id, title: person.name, note: person.login })),
    personName: remember(async (id) => (await orMissing(api.get<PersonView>(`/people/${encodeURIComponent(id)}`)))?.name),
    org: () => org(""),
    searchTags: async (q) => (await api.get<Page<TagView>>("/tags", { q, limit: 12 })).items.map((tag) => ({ id: tag.id, title: tag.id, note: text(tag.title) })),
    tag: async (id) => (await api.get<Page<TagView>>("/tags", { q: id, limit: 10 })).items.find((tag) => tag.id === id),
    searchAssets,
    searchSubmissions,
    submissionTitle: remember(async (id) => {
      const found = await orMissing(api.get<SubmissionView>(`/submissions/${encodeURIComponent(id)}`));
      return found && `${found.number} ${found.title}`;
    }),
    upload,
    fileUrl: (id) => apiUrl(`/files/${encodeURIComponent(id)}`),
    me: () => me,
  };
}
