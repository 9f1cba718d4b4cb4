/** The body and header of an upload with one file, as a browser sends it. */
export function multipart(filename: string, bytes: Buffer, options: { readonly field?: string; readonly type?: string } = {}): { readonly payload: Buffer; readonly headers: { readonly "content-type": string } } {
  const boundary = "----safeloop-test-boundary";
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="${options.field ?? "file"}"; filename="${filename}"\r\ncontent-type: ${options.type ?? "application/octet-stream"}\r\n\r\n`;
  return { payload: Buffer.concat([Buffer.from(head, "utf8"), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]), headers: { "content-type": `multipart/form-data; boundary=${boundary}` } };
}
