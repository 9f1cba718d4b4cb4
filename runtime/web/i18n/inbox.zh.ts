import type { Words } from "./i18n.ts";

/** Words of the inbox and of decisions. */
const inbox: Words = {
  title_one: "有 {{count}} 件事等我处理", title_other: "有 {{count}} 件事等我处理", calm: "没有等我处理的事", calmHint: "有新任务时会出现在这里，并有通知", near: "{{count}} 件 30 分钟内到时或已超期", noneDone: "还没有处理过的事",
  tab: { open: "待我处理", mine: "我发起", done: "已处理" }, filter: "标题、票号、表单、环节", more: "更多", load: "读取待办", loadOne: "读取内容", loadChecks: "读取检查结果", gone: "这件事已不在待办里，下面是它现在的状态", notMine: "这件事已不由我办理", notMineHint: "它由本人或别人办理，内容不在我的查看范围里", goOn: "看下一件", nothingSelected: "选一件事查看", backToList: "返回列表",
  disposal: "报警处置", noDue: "无时限", ended: { done: "已办结", superseded: "已作废" }, submittedBy: "{{name}} 提交", superseded: "这项任务已作废：流程已走到别处。下面是现在的状态", removed: "这个加签已被减去，不再需要签。下面是现在的状态", alreadyDone: "这一步已办结",
  command: {
    approve: "同意", submit: "提交", claim: "认领", unclaim: "退还", return: "退回", reject: "驳回", transfer: "转办", delegate: "委派", undelegate: "收回委派", advise: "给出意见", addSigner: "加签", reduceSigner: "减签", takeBack: "拿回",
    withdraw: "撤回", cancel: "作废", comment: "发表意见", urge: "催办", cc: "抄送", suspend: "暂停", resume: "恢复", terminate: "终止", event: "操作", reassign: "改派", jump: "跳转", timer: "到时", start: "发起", interlock: "联锁", supersede: "作废", notify: "通知", autoApprove: "自动通过", open: "到达", end: "结束", enter: "到达", leave: "离开", condition: "判断", note: "记录", life: "状态", act: "自动执行", wait: "等待结束", subflow: "启动子流程", childEnded: "子流程结束", migrate: "换到新版本", remind: "提醒", overdue: "超期", blocked: "无人可办", system: "系统处理", interlockOver: "联锁解除", back: "回到", goto: "转到",
  },
  ask: {
    approve: "同意“{{title}}”？", submit: "提交“{{title}}”？", claim: "认领“{{title}}”？", unclaim: "退还“{{title}}”？", return: "把“{{title}}”退回？", reject: "驳回“{{title}}”？", transfer: "把“{{title}}”转给谁？", delegate: "把“{{title}}”委派给谁？", undelegate: "收回委派？", advise: "给出意见", addSigner: "给“{{title}}”加签", takeBack: "拿回已作的决定？",
  },
  follows: {
    approve: "进入下一步，下一步的人会收到通知", submit: "进入下一步，下一步的人会收到通知", claim: "由我来办，其他人不再看到这项任务", unclaim: "其他人又可以看到和认领", return: "所列步骤要重做，已有的意见保留在经过里", reject: "按流程设定结束或进入驳回分支", transfer: "由对方决定，不再回到我这里", delegate: "对方给出意见后回到我这里决定", undelegate: "由我决定", advise: "意见交回委派人", addSigner: "再请几个人签，他们的意见也算数",
  },
  needs: { comment: "说明（必填）", opinion: "意见", person: "给谁", people: "请哪些人", say: "附言（选填）", advice: "意见（必填）", password: "再次输入登录密码", gps: "取得我的位置", noGps: "无法定位。到开阔处再试", signed: "已签名" },
  opinionHint: "例如：同意，开工前复测一次", reasonHint: "说明原因，对方会看到", adviceHint: "写下意见，委派人看到后作决定", sayHint: { transfer: "例如：此处归你管，请你定", delegate: "例如：请看一下气体分析是否够", addSigner: "例如：涉及电气，请一起把关" }, meaning: "{{command}} {{number}}", signAnd: "签名并{{command}}", confirm: "确认{{command}}",
  returnTo: "退回到哪一步", redoneOnly: "只重做这一步", redone: "之后重做：{{steps}}", supersedes: "{{count}} 项进行中的任务作废", supersedesOf: "进行中的任务作废：{{tasks}}", skipBack: "改好后直接回到我这里，没改动的步骤沿用原来的意见", comma: "、", semicolon: "；", fallsAt: "{{step}}（{{names}}）", saidBy: "{{name}} 的附言", moreOf: "{{name}} 的任务：更多",
  signer: {
    where: "加在哪里", how: "这几个人怎么算", position: { before: "前加签", after: "后加签", parallel: "并加签" }, mode: { all: "都要同意", any: "一人同意即可", sequence: "按顺序逐个签" },
    means: { before: "先让他们签，签完再轮到我", after: "我先同意，再请他们签；他们签完才算我同意", parallel: "和我一起签，每人各算一票" }, modeMeans: { all: "有一人驳回就不通过", any: "全部驳回才不通过", sequence: "按上面的次序，前一人同意才轮到后一人" },
  },
  seats: "“{{step}}”的办理人", seatState: { waiting: "未轮到", heldOff: "他人已认领", open: "待办理", claimed: "已认领", delegated: "等意见", approved: "已同意", submitted: "已提交", rejected: "已驳回", carried: "沿用", moot: "无需再签", removed: "已减签", superseded: "已作废", blocked: "无人可办" },
  seat: { standsIn: "我代 {{name}} 办理", claimedBy: "{{name}} 认领", delegatee: "已委派 {{name}} 出意见", addedBy: "{{name}} 加签", carried: "同一人已同意过相同内容" },
  seatNote: { standsIn: "代 {{name}} 办理，记录上写明由我代办", claimedByMe: "我已认领，其他人不再看到这项任务", claimedBy: "已由 {{name}} 认领", delegatedTo: "已委派给 {{name}}，等待意见；要现在决定，先收回委派", advising: "{{name}} 请我给出意见，决定仍由 {{name}} 作", addedBy: "{{name}} 请我加签", ofOther: "这是 {{name}} 的任务" },
  advice: "给出的意见", adviceOf: "{{name}} 的意见", standsInBadge: "代 {{name}}",
  takeBack: { title: "拿回“{{step}}”的决定？", act: "拿回决定", mine: "“{{step}}”由我决定，还没有人接着办理", vote: "只收回我这一票，这一步重新等我决定，别人的意见不变。", reopens: "“{{step}}”重新打开，等我再作决定。", falls: "这 {{count}} 项任务作废，对方会收到通知：", kept: "已填的内容不变，原来的决定保留在经过里。" },
  reduce: { title: "减去 {{name}} 的签？", follows: "{{name}} 不再需要签，任务移出待办。其余的人都签过时，这一步随即有结果。" },
  note: { stored: "事件已记下，恢复后处理", interlockSkipped: "联锁不适用", timerSkipped: "到时不适用", timerUnknown: "期限算不出", calendarAssumed: "期限按推定的工作日历计算", unknown: "取值未知" },
  deputy: "设置代理",
  refused: "没有完成：{{what}}。{{count}} 项不满足",
};
export default inbox;
