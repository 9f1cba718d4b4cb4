import { isObject, type JsonValue } from "@safeloop/engine";
import { useState } from "react";
import { problemOf } from "../../api/problem.ts";
import { useFormContext } from "../formContext.ts";
import { shrinkPhoto } from "./shrinkPhoto.ts";

/** The file ids of an answer: one reference or a list of them. */
export function fileIds(value: JsonValue | undefined): readonly string[] {
  const list = Array.isArray(value) ? (value as readonly JsonValue[]) : value === undefined || value === null ? [] : [value as JsonValue];
  return list.flatMap((one) => (isObject(one) && typeof one["file"] === "string" ? [one["file"]] : []));
}

export interface Pending { readonly name: string; readonly done: boolean; readonly fault?: string }

/** Uploads picked files one after the other; says which failed and keeps the rest. Photos are shrunk first. */
export function useUploads(kind: "photo" | "video" | "audio" | "file", onDone: (ids: readonly string[]) => void): { readonly pending: readonly Pending[]; readonly add: (files: readonly File[]) => Promise<void> } {
  const { services } = useFormContext();
  const [pending, setPending] = useState<readonly Pending[]>([]);
  const one = async (file: File): Promise<string> => {
    const body = kind === "photo" ? await shrinkPhoto(file) : file;
    return (await services.upload(body, file.name, kind)).id;
  };
  const add = async (files: readonly File[]): Promise<void> => {
    const ids: string[] = [];
    const failed: Pending[] = [];
    for (const [index, file] of files.entries()) {
      setPending(files.map((other, at) => ({ name: other.name, done: at < index })));
      try {
        ids.push(await one(file));
      } catch (fault) {
        failed.push({ name: file.name, done: false, fault: problemOf(fault).detail });
      }
    }
    setPending(failed);
    if (ids.length > 0) onDone(ids);
  };
  return { pending, add };
}
