import type { Words } from "./i18n.ts";

/** Words of the inbox and of decisions. */
const inbox: Words = {
  title_one: "有 {{count}} 件事等我处理", title_other: "有 {{count}} 件事等我处理", calm: "没有等我处理的事", calmHint: "有新任务时会出现在这里，并有通知", near: "{{count}} 件 30 分钟内到时或已超期", noneDone: "还没有处理过的事",
  tab: { open: "待我处理", mine: "我发起", done: "已处理" }, filter: "标题、票号、表单、环节", more: "更多", load: "读取待办", loadOne: "读取内容", loadChecks: "读取检查结果", gone: "这件事已不在待办里，下面是它现在的状态", goOn: "看下一件", nothingSelected: "选一件事查看", backToList: "返回列表",
  disposal: "报警处置", noDue: "无时限", ended: { done: "已办结", superseded: "已作废" }, submittedBy: "{{name}} 提交", superseded: "这项任务已作废：流程已走到别处。下面是现在的状态", alreadyDone: "这一步已办结",
  command: {
    approve: "同意", submit: "提交", claim: "认领", unclaim: "退还", return: "退回", reject: "驳回", transfer: "转办", delegate: "委派", undelegate: "收回委派", advise: "给出意见", addSigner: "加签", reduceSigner: "减签", takeBack: "拿回",
    withdraw: "撤回", cancel: "作废", comment: "发表意见", urge: "催办", cc: "抄送", suspend: "暂停", resume: "恢复", terminate: "终止", event: "操作", reassign: "改派", jump: "跳转", timer: "到时", start: "发起", interlock: "联锁", supersede: "作废", notify: "通知", autoApprove: "自动通过", open: "到达", end: "结束", enter: "到达", leave: "离开", condition: "判断", note: "记录", life: "状态", act: "自动执行", remind: "提醒", overdue: "超期", blocked: "无人可办", system: "系统处理", interlockOver: "联锁解除", back: "回到", goto: "转到",
  },
  ask: {
    approve: "同意“{{title}}”？", submit: "提交“{{title}}”？", claim: "认领“{{title}}”？", unclaim: "退还“{{title}}”？", return: "把“{{title}}”退回？", reject: "驳回“{{title}}”？", transfer: "把“{{title}}”转给谁？", delegate: "把“{{title}}”委派给谁？", undelegate: "收回委派？", advise: "给出意见", addSigner: "请谁一起签？", reduceSigner: "减去谁？", takeBack: "拿回已作的决定？",
  },
  follows: {
    approve: "进入下一步，下一步的人会收到通知", submit: "进入下一步，下一步的人会收到通知", claim: "其他人不再看到这项任务", unclaim: "其他人又可以认领", return: "所列步骤要重做，已有的意见保留在经过里", reject: "按流程设定结束或进入驳回分支", transfer: "由对方决定，不再回到我这里", delegate: "对方给出意见后回到我这里决定", undelegate: "由我决定", advise: "意见交回委派人", addSigner: "对方签过后才往下走", reduceSigner: "对方不再需要签", takeBack: "仅当其后无人办理时可行",
  },
  needs: { comment: "说明（必填）", opinion: "意见", person: "人员", password: "再次输入登录密码", gps: "取得我的位置", noGps: "无法定位。到开阔处再试", signed: "已签名" },
  opinionHint: "例如：同意，开工前复测一次", reasonHint: "说明原因，对方会看到", meaning: "{{command}} {{number}}", signAnd: "签名并{{command}}", confirm: "确认{{command}}",
  redone: "将重做：{{steps}}", supersedes: "{{count}} 项并行任务作废", refused: "没有完成：{{what}}。{{count}} 项不满足",
};
export default inbox;
