import type { Words } from "./i18n.ts";

/** Words of the notification channels. */
const channels: Words = {
  lead: "{{n}} 个渠道，{{failing}} 个故障", add: "添加渠道", edit: "编辑 {{what}}", empty: "还没有渠道，通知只在收件箱和屏幕上。添加渠道，让没在看屏幕的人也能收到",
  order: "渠道一分钟内失败三次，它的通知同时转到下一个渠道。每个群、每个人一分钟最多 10 条，其余合成一条并逐条列出。P1 始终单独发送。",
  kind: { email: "邮件", push: "浏览器推送", dingtalk: "钉钉机器人", wecom: "企业微信机器人", feishu: "飞书机器人", webhook: "Webhook", siren: "警报器" },
  hint: {
    email: "经本单位的 SMTP 服务器，发到每个人登记的邮箱", push: "发到各人在“我的账号”中允许通知的浏览器", dingtalk: "群的自定义机器人，安全设置选“加签”", wecom: "群的消息推送机器人", feishu: "群的自定义机器人，勾选“签名校验”",
    webhook: "每条通知作为一个签名事件发给其他系统", siren: "控制警报器的网关。只对 5 分钟内的或仍在持续的报警调用",
  },
  field: {
    kind: "类型", title: "名称", titleHint: "如：罐区值班群", language: "消息语言", place: "顺序", placeHint: "1 最先；不填排最后", enabled: "启用", enabledHint: "停用时，还在等待的通知转到下一个渠道",
    host: "服务器", port: "端口", security: "加密", from: "发件地址", user: "用户名", password: "密码", contact: "推送服务联系方式", url: "地址", secret: "签名密钥", kept: "已保存；填写则替换", hidden: "只写入，不再显示", made: "只写入，不再显示。留空则由系统生成",
  },
  language: { zh: "中文", en: "英文", both: "中英文" }, security: { tls: "TLS", starttls: "STARTTLS", none: "不加密（仅限内网）" },
  state: { new: "还没发过", ok: "正常", failing: "故障", off: "已停用" },
  lastSent: "最近送达 {{at}}", downSince: "故障始于 {{at}}", open: "{{n}} 条等待", dead: "{{n}} 条已放弃",
  test: "试发一条", testOk: "已送达。对方回答：{{answer}}", testBad: "没有送达。对方回答：{{answer}}",
  removeTitle: "删除渠道 {{what}}？", removeBody: "还在等待的通知转到下一个渠道。它的投递记录一并删除。",
  secretTitle: "签名密钥", secretNote: "接收方用它核验每条消息（Standard Webhooks）。",
  deliveries: "投递", delivery: { dead: "已放弃", failed: "重试中", waiting: "等待", sent: "已送达" }, none: { dead: "没有被放弃的通知", failed: "没有在重试的通知", waiting: "没有等待的通知", sent: "还没有送达的通知" },
  resend: "重发", resendAll: "重发“{{what}}”的全部 {{n}} 条", tries: "{{n}} 次", fellOver: "已同时转下一渠道",
  contact: {
    title: "怎样通知到我", email: "邮箱", badEmail: "不是邮箱地址", browsers: "显示我的通知的浏览器", allow: "在本浏览器显示通知", forget: "停止", noPush: "本单位还没有设置推送渠道，可由管理员在“通知渠道”中添加。",
    failed: "本浏览器没有登记成功：{{why}}。当前网络可能连不上浏览器厂商的推送服务。",
    hurdle: { insecure: "本页不是用 https 打开的，浏览器不允许通知。请改用 https 地址。", unsupported: "本浏览器关闭页面后不能显示通知。iPhone 上请先把页面添加到主屏幕。", refused: "本浏览器禁止了通知。请在浏览器的网站设置中允许，再刷新本页。" },
  },
};
export default channels;
