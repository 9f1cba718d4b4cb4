import type { Words } from "./i18n.ts";

/** Words of the capture page (随手拍). */
const capture: Words = {
  title: "随手拍", step1: "拍照", step2: "说明，提交", step3: "完成", photo: "照片", removePhoto: "移除", shutter: "拍一张", scan: "扫码", mine: "我的上报", sign: "待我签字", loading: "正在打开",
  shot: "已拍 {{count}} 张，最多 {{most}} 张", use: "用这 {{count}} 张，下一步", wordsOnly: "不拍照，只写文字", notAPicture: "这个文件不是照片，换一张", leave: "还没有提交。离开会丢掉这条上报。",
  camera: { starting: "正在打开相机", live: "", refused: "相机没有打开。点快门从相册选，或只写文字", none: "这里不能直接用相机。点快门拍照或从相册选" },
  offline: "无网络也能上报，联网后自动发送", offlineQueued: "无网络也能上报，已存 {{count}} 条，联网后自动发送", sending: "正在发送，还有 {{count}} 条", signedOut: "有 {{count}} 条等登录后发送", signIn: "去登录", storageFault: "手机存不下了：{{why}}。先提交或清理空间",
  place: { busy: "定位中", none: "无法定位，可继续", noneAgain: "还是无法定位，可继续", fix: "±{{m}} m · {{s}} 秒", accuracy: "定位 ±{{m}} m", unknown: "还没有地点", area: "选择区域", words: "具体位置，例如 P-106 旁", again: "重新定位" }, noPlace: "无法定位", done: "好了",
  desc: "怎么了", descHint: "例如：P-106 接地线从端子脱落", voice: { start: "说一段", stop: "停止录音", again: "重录", refused: "不能录音", kept: "已录音 {{kb}} kB" },
  kind: "哪一类", kinds: { "unsafe-condition": "物的不安全状态", "unsafe-act": "人的不安全行为", management: "管理缺陷", environment: "环境因素" },
  anonymous: "匿名上报", anonymousHint: "处理人看到匿名标记；系统仍记录提交账号", anonymousShort: "匿名", urgent: "情况紧急", urgentHint: "15 分钟内有人处理，否则 4 小时",
  nothing: "先拍照、录音或写几个字", mark: { circle: "圈出来", arrow: "画箭头", text: "写字" }, markText: "写在照片上的字", markFull: "照片已满 9 张，不能再加标注",
  result: { queued: "已存在手机里，等网络", sent: "已送达", refused: "没有收下", draft: "还没有提交" }, resultHint: { queued: "联网后打开本页自动发送，只发一次。可以关掉页面，也可以关机。", sent: "安全员会分诊。凭编号可查进度。", draft: "" },
  number: "编号", numberLater: "送达后编号", takenAt: "拍摄时间", waitingCount: "待发送 {{count}} 条", waitingSize: "共 {{kb}} kB", waiting: "等待发送", sent: "已送达", refused: "没有收下：{{why}}", noWords: "（没有文字）", photos: "{{count}} 张照片",
  safetyFirst: "有危险先离开，再上报。紧急情况按现场应急电话联系。", again: "再拍一条", seeMine: "看我的上报", mineEmpty: "还没有上报过。看到隐患就拍一张", signInToSee: "登录后才能查看。", offlineList: "没有网络，联网后再看。", offlineSign: "没有网络，签字没有送达。联网后再签。", signEmpty: "没有等我签字的事",
  scanHint: "把码放进框里", scanOther: "这不是点位码，换一个", scanNot: "这个浏览器不能扫码，改选区域", chooseArea: "改选区域",
};
export default capture;
