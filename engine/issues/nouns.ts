/** What a message calls the things a refusal is about, in Chinese. English messages use the noun itself. */
const zh: { readonly [noun: string]: string } = {
  area: "区域", body: "内容", device: "设备", file: "附件", flow: "流程", form: "表单", instance: "流程", "org unit": "组织单元", path: "路径", permit: "作业票",
  person: "人员", query: "查询参数", rule: "报警规则", submission: "单据", tag: "位号", task: "待办", token: "令牌", URL: "网址", CSV: "CSV 内容",
};

/** The noun as a Chinese sentence says it; an id or an unknown word stays as it is. */
export function nounInChinese(noun: string): string {
  return Object.prototype.hasOwnProperty.call(zh, noun) ? (zh[noun] ?? noun) : noun;
}
