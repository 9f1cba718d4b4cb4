import type { Words } from "@safeloop/web";

const words: Words = {
  place: { field: "字段“{{title}}”", section: "分节“{{title}}”", step: "环节“{{title}}”", branch: "“{{title}}”的分支", condition: "条件“{{words}}”", limit: "限值 {{label}}", limits: "限值" },
  whole: { forms: "整张表单", flows: "整条流程", rules: "整条规则" },
  setting: {
    id: "标识", title: "名称", message: "报警文字", select: "作用于", per: "按什么判断", priority: "优先级", actions: "动作", onDelayS: "触发延时", offDelayS: "恢复延时", deadband: "死区", clear: "恢复条件", suppressWhen: "抑制条件", suppressHoldS: "抑制保持", schedule: "启用时间",
    ladder: "分级", announce: "通知时机", ackRequired: "是否要确认", staleAfterS: "数据有效期", gridS: "判断间隔", groupBy: "通知分组", inhibitedBy: "被哪些规则抑制", aliases: "其他输入", sets: "位号集合", escalation: "升级",
  },
};

export default words;
