import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Webhook } from "standardwebhooks";
import { describe, expect, it } from "vitest";
import { isDeliverableUrl, isPublicAddress } from "./publicAddress.ts";
import { newWebhookSecret } from "./webhook.ts";
import { sendWebhook } from "./webhookSender.ts";

describe("a webhook address", () => {
  it.each(["127.0.0.1", "127.1.2.3", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "::1", "::", "fe80::1", "fd00::1", "::ffff:127.0.0.1", "::ffff:7f00:1", "224.0.0.1"])("%s is never reached", (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it.each(["8.8.8.8", "1.1.1.1", "2606:4700::1111"])("%s is reachable", (address) => expect(isPublicAddress(address)).toBe(true));

  it.each(["http://example.com/", "https://user:pw@example.com/", "https://127.1/", "https://2130706433/", "https://0x7f.1/", "https://[::1]/", "file:///etc/passwd", "https://localhost/", "https://printer.local/", "nonsense"])("%s is refused when it is written down", (url) => {
    expect(isDeliverableUrl(url)).toBe(false);
  });

  it("an https name is accepted and judged again when connecting", () => expect(isDeliverableUrl("https://hooks.example.com/x")).toBe(true));
});

describe("sending a webhook", () => {
  const secret = newWebhookSecret();
  const message = { id: "msg_1", body: JSON.stringify({ hello: "世界" }), secret, atS: Math.floor(Date.now() / 1000) };

  it("is signed so that an independent library verifies it", async () => {
    const received = await new Promise<unknown>((resolve, reject) => {
      const server = createServer((request, response) => {
        let body = "";
        request.on("data", (chunk: Buffer) => (body += chunk.toString()));
        request.on("end", () => {
          response.end();
          server.close();
          resolve(new Webhook(secret).verify(body, request.headers as Record<string, string>));
        });
      }).listen(0, "127.0.0.1", () => {
        const { port } = server.address() as AddressInfo;
        sendWebhook({ ...message, url: `http://localhost:${port}/` }, () => true).catch(reject);
      });
    });
    expect(received).toEqual({ hello: "世界" });
  });

  it("does not connect when the name leads to a refused address", async () => {
    let connections = 0;
    const server = createServer().on("connection", () => connections++);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    await expect(sendWebhook({ ...message, url: `http://localhost:${port}/` }, isPublicAddress)).rejects.toThrow("not allowed");
    expect(connections).toBe(0);
    server.close();
  });

  it("does not connect to a literal address that is refused", async () => {
    await expect(sendWebhook({ ...message, url: "http://127.0.0.1:9/" }, isPublicAddress)).rejects.toThrow("not allowed");
  });

  it("counts a redirect as a failure and does not follow it", async () => {
    const server = createServer((_, response) => response.writeHead(302, { location: "http://127.0.0.1:1/" }).end());
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    await expect(sendWebhook({ ...message, url: `http://localhost:${port}/` }, () => true)).rejects.toThrow("302");
    server.close();
  });
});
