interface Parts {
  readonly scheme: string | undefined;
  readonly authority: string | undefined;
  readonly path: string;
  readonly query: string | undefined;
}

/** A reference without its fragment, and the fragment (undefined when there is none). */
export function splitFragment(reference: string): readonly [string, string | undefined] {
  const at = reference.indexOf("#");
  return at < 0 ? [reference, undefined] : [reference.slice(0, at), reference.slice(at + 1)];
}

function parse(uri: string): Parts {
  const found = /^(?:([a-zA-Z][a-zA-Z0-9+.-]*):)?(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?/.exec(uri);
  return { scheme: found?.[1], authority: found?.[2], path: found?.[3] ?? "", query: found?.[4] };
}

function write({ scheme, authority, path, query }: Parts): string {
  return `${scheme === undefined ? "" : `${scheme}:`}${authority === undefined ? "" : `//${authority}`}${path}${query === undefined ? "" : `?${query}`}`;
}

/** Resolves a reference without fragment against a base (RFC 3986 5.2). */
export function resolveUri(base: string, reference: string): string {
  if (reference === "") return base;
  const ref = parse(reference);
  if (ref.scheme !== undefined) return write({ ...ref, path: withoutDots(ref.path) });
  const from = parse(base);
  if (ref.authority !== undefined) return write({ ...ref, scheme: from.scheme, path: withoutDots(ref.path) });
  if (ref.path === "") return write({ ...from, query: ref.query ?? from.query });
  const path = ref.path.startsWith("/") ? ref.path : merge(from, ref.path);
  return write({ scheme: from.scheme, authority: from.authority, path: withoutDots(path), query: ref.query });
}

function merge(base: Parts, path: string): string {
  if (base.authority !== undefined && base.path === "") return `/${path}`;
  return base.path.slice(0, base.path.lastIndexOf("/") + 1) + path;
}

function withoutDots(path: string): string {
  if (!/(?:^|\/)\.\.?(?:\/|$)/.test(path)) return path;
  const kept: string[] = [];
  const steps = path.split("/");
  steps.forEach((step, at) => {
    const isLast = at === steps.length - 1;
    if (step === ".." && kept.length > 1) kept.pop();
    else if (step !== "." && step !== "..") kept.push(step);
    if (isLast && (step === "." || step === "..")) kept.push("");
  });
  return kept.join("/");
}
