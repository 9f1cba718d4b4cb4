import type { Words } from "./i18n.ts";

/** Words of sign-in and first start. */
const session: Words = {
  signIn: "登录", account: "账号", password: "密码", forgot: "忘记密码请找本单位管理员重置",
  claim1: "发现危险，停下作业，", claim2: "整改到销号为止。",
  points: {
    1: { title: "看得见", text: "读数、随手拍、视频在一处，无数据也看得出来" },
    2: { title: "停得下", text: "气体报警自动暂停同区域动火票，并通知到人" },
    3: { title: "改得完", text: "每条隐患有责任人、时限和复查，一步不落" },
  },
  demo: "这是演示工厂，数据由模拟器产生，仅本机可访问。",
  samePassword: "密码都是",
  throttled: "试得太多。{{time}} 后可以再试", serverDown: "连不上服务器。检查网络后重试", serverUp: "服务器正常", version: "版本 {{version}}", anonymousSnap: "免登录随手拍",
  tooShort: "密码至少 10 个字符", notSame: "两次输入的密码不同",
  invite: { title: "设置密码", invite: "{{name}}，欢迎加入。账号是 {{login}}，先设一个密码。", reset: "{{name}}，请为账号 {{login}} 设新密码。", act: "设好并登录" },
  first: { company: "单位名称（选填）", title: "建立第一个管理员", hint: "这个链接只能用一次。建好后用此账号登录，再邀请其他人。", noToken: "链接不完整。用首次启动时打印的整条链接打开此页。", login: "账号", name: "姓名", old: "现在的密码", password: "新密码", again: "再输一次", rule: "至少 10 个字符", act: "建立管理员" },
  change: { title: "修改密码", forced: "这是临时密码。先换成自己的密码再继续。" },
};
export default session;
