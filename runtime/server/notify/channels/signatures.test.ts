import { createECDH, createHash, createPublicKey, verify } from "node:crypto";
import { describe, expect, it } from "vitest";
import { dingtalkSign } from "./dingtalk.ts";
import { feishuSign } from "./feishu.ts";
import { encryptPush, newPushKeys, vapidHeader } from "./webPush.ts";

// Written down once with the openssl command, e.g.
// printf '%s\n%s' 1700000000000 SEC… | openssl dgst -sha256 -hmac SEC… -binary | base64
describe("the signature of a robot", () => {
  it("of DingTalk has the secret as key and the time in milliseconds in the text, fit for a URL", () => {
    expect(dingtalkSign("SEC000000000000000000000", 1_700_000_000_000)).toBe("1zJ%2Fw34EOSVAYr7cu7Vo8LnebmK2%2FGrCgegtr8mQrqM%3D");
  });

  it("of Feishu has time in seconds and secret as key and no text at all", () => {
    expect(feishuSign("demoSecret", 1_599_360_473)).toBe("hE7UQWkmOU/sfLvRNkAU5iTOB+nke6JvdN9pJ9jSvNQ=");
  });

  it("of one vendor is not that of the other", () => {
    expect(decodeURIComponent(dingtalkSign("s", 1_700_000_000))).not.toBe(feishuSign("s", 1_700_000_000));
  });
});

describe("a message to a browser", () => {
  // RFC 8291, section 5 and appendix A [read].
  const vector = {
    text: "When I grow up, I want to be a watermelon",
    to: { p256dh: "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4", auth: "BTBZMqHH6r4Tts7J_aSIgg" },
    salt: "DGv6ra1nlYgDCS1FRnbzlw",
    privateKey: "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw",
    sent: "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN",
  };

  it("is encrypted byte for byte as in RFC 8291", () => {
    const fixed = { salt: Buffer.from(vector.salt, "base64url"), privateKey: Buffer.from(vector.privateKey, "base64url") };
    expect(encryptPush(Buffer.from(vector.text), vector.to, fixed).toString("base64url")).toBe(vector.sent);
  });

  it("is another each time: salt and key are fresh", () => {
    const [one, two] = [encryptPush(Buffer.from("x"), vector.to), encryptPush(Buffer.from("x"), vector.to)];
    expect(one.subarray(0, 16).equals(two.subarray(0, 16))).toBe(false);
    expect(one.subarray(21, 86).equals(two.subarray(21, 86))).toBe(false);
  });

  it("carries a token that anybody with the public key can verify, for this push service and twelve hours", () => {
    const keys = newPushKeys();
    const now = Date.parse("2026-06-01T00:00:00Z");
    const header = vapidHeader("https://push.example.com/send/abc", "mailto:a@b.example", keys, now);
    const [, head = "", claims = "", signature = "", key = ""] = /^vapid t=([\w-]+)\.([\w-]+)\.([\w-]+), k=([\w-]+)$/.exec(header) ?? [];
    const point = Buffer.from(key, "base64url");
    const publicKey = createPublicKey({ format: "jwk", key: { kty: "EC", crv: "P-256", x: point.subarray(1, 33).toString("base64url"), y: point.subarray(33).toString("base64url") } });
    expect(verify("sha256", Buffer.from(`${head}.${claims}`), { key: publicKey, dsaEncoding: "ieee-p1363" }, Buffer.from(signature, "base64url"))).toBe(true);
    expect(JSON.parse(Buffer.from(head, "base64url").toString())).toEqual({ typ: "JWT", alg: "ES256" });
    expect(JSON.parse(Buffer.from(claims, "base64url").toString())).toEqual({ aud: "https://push.example.com", exp: now / 1000 + 12 * 3600, sub: "mailto:a@b.example" });
    expect(key).toBe(keys.publicKey);
  });

  it("makes key pairs that fit together and are whole, however many zeros lead them", () => {
    for (let n = 0; n < 600; n += 1) { // one in 256 begins with a zero byte
      const { publicKey, privateKey } = newPushKeys();
      const ecdh = createECDH("prime256v1");
      ecdh.setPrivateKey(Buffer.from(privateKey, "base64url"));
      expect([Buffer.from(privateKey, "base64url").length, ecdh.getPublicKey().toString("base64url")]).toEqual([32, publicKey]);
    }
    expect(createHash("sha256").update(newPushKeys().privateKey).digest("hex")).not.toBe(createHash("sha256").update(newPushKeys().privateKey).digest("hex"));
  });
});
