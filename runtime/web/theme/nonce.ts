/**
 * First import of every entry. Gives each style element made at run time
 * (antd, CodeMirror, xyflow) the page's CSP nonce, so that the page runs under
 * `style-src 'self' 'nonce-…'` without `unsafe-inline`.
 */
const meta = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]');

/** The nonce of this page, or undefined where none was sent (Vite's own server). */
export const cspNonce: string | undefined = meta?.content !== "" && meta?.content !== "__CSP_NONCE__" ? meta?.content : undefined;

const make = document.createElement.bind(document);
document.createElement = ((tag: string, options?: ElementCreationOptions) => {
  const element = make(tag, options);
  if (cspNonce !== undefined && tag.toLowerCase() === "style") element.nonce = cspNonce;
  return element;
});
