import type { Words } from "./i18n.ts";

/** Words of filling and reading forms. */
const forms: Words = {
  choose: "请选择", chooseArea: "选择区域", now: "现在", me: "本人", hours: "小时", minutes: "分钟", auto: "自动",
  searchHint: "输入以查找", personHint: "姓名、拼音首字母或账号", addPerson: "再加一人", assetHint: "设备位号或编号", referenceHint: "编号或标题",
  nothingFound: "没有找到，换个词再试", freeHint: "没有匹配的，回车按所写的填入", searchFailed: "查找没有完成，检查网络后再试", removeOne: "移除",
  calibratedUntil: "检定有效至 {{date}}", latest: "现在 {{value}}，{{age}} 秒前", placeText: "具体位置", plan: "厂区平面图", openPlan: "在图上点", closePlan: "收起平面图",
  locate: "定位", locating: "定位中", noFix: "无法定位，可继续", gps: "定位 ±{{m}} m · 用时 {{s}} 秒", gpsShort: "GPS ±{{m}} m",
  photo: "照片", openFile: "打开文件", add: { photo: "拍照或选图", video: "拍视频或选视频", audio: "录音或选音频", file: "选文件" },
  uploading: "正在上传 {{name}}", uploaded: "已上传 {{name}}", uploadFailed: "{{name}} 没有上传：{{why}}",
  signature: "签名", signHere: "在此处签名", signDone: "用这个签名", signClear: "重签", signAs: "以 {{name}} 签名", signSignedOut: "登录后才能签名",
  applies: "适用", notApplies: "不适用", confirmMeasure: "确认", reason: "不适用的理由", reasonRequired: "写明不适用的理由（必填）", starHint: "不适用须写明理由", checklistState: "★ 不适用须写明理由 · 已落实 {{done}}/{{all}}",
  noCertificates: "没有查到证件，不能判断", certificateOver: "{{date}} 已到期", certificateValid: "至 {{date}}", verify: { unverified: "未核验", mismatch: "核验不符", forged: "伪造" },
  lec: { L: "可能性 L", E: "暴露频率 E", C: "后果 C" }, lecOpen: "三项选齐后得出",
  numberOnSubmit: "提交时编号", unsupported: "此处不能填写“{{kind}}”类型", cannotJudge: "不能判定",
  rowActions: "操作", rowDone: "收起", dropRow: "删除第 {{row}} 行", copyRow: "复制上一行", oldestSample: "最早的气样",
  fold: "收起", unfold: "展开查看", sections: "分节", sectionOf: "第 {{n}} 节，共 {{all}} 节", faults: "{{count}} 项", errors: "还有 {{count}} 处要改", inRow: "第 {{row}} 行",
};
export default forms;
