import type { Words } from "@safeloop/web";

/** Versions, publishing, and two people at one definition. */
const words: Words = {
  system: "系统", fromPack: "来自模板包 {{pack}} {{version}}", never: "还没有发布过", first: "在“设计”里改好后点“检查并发布”，这里就有第一个版本。", edit: "去设计",
  title: "版本", choose: "选两个来比较", live: "线上", draft: "草稿", draftNow: "正在编辑", noDraft: "没有未发布的改动", from: "左", to: "右", pick: "拿 {{name}} 比较", asFrom: "把 {{name}} 放在左边", asTo: "把 {{name}} 放在右边", running: "{{count}} 张在场", published: "{{who}} · {{at}}", hash: "内容指纹 {{hash}}",
  heading: "{{to}} 与 {{from}} 相比：{{count}} 处变化", draftName: "草稿", same: "{{to}} 与 {{from}} 一样，没有变化", view: { words: "用话说", json: "JSON" }, what: "变化", values: "原值 → 新值", raw: "其中 {{count}} 处没有现成的话，列出路径和数值", changed: "修改", added: "新增", removed: "移除", moved: "移动", arrow: "改为",
  json: { one: "JSON · 只看第 {{n}} 处", all: "JSON · 全部变化", showAll: "看全部", copy: "复制", copied: "已复制", more: "……中间 {{count}} 行没有变化", none: "没有变化" },
  restore: { open: "把 v{{revision}} 恢复成新版本…", note: "恢复会生成新版本，不会改写历史", title: "把 v{{revision}} 恢复成新版本？", body: "v{{revision}} 的内容放进草稿，先检查，再发布成 v{{next}}。v{{revision}} 到现在的历史都保留。", draft: "只放进草稿", publish: "发布成 v{{next}}", reason: "为什么恢复（写进版本记录）", defaultReason: "恢复 v{{revision}}", lost: "草稿里还没有发布的 {{count}} 处改动会被替换；可以撤销。", refused: "没有发布：检查发现错误", intoDraft: "v{{revision}} 已放进草稿，可以撤销", done: "已发布 v{{revision}}" },
  impact: {
    title: "发布 {{next}} 会影响", checks: "发布前检查", nothing: "没有要发布的改动", nothingHint: "草稿与线上 v{{revision}} 一样", fault: "影响没有读到", see: "查看",
    running: "进行中的 {{count}} 张", runningKeep: "保持在自己的版本（{{revisions}}）", onRevision: "v{{revision}} {{count}} 张", none: "没有进行中的单据", verdict: "改用新版：{{keep}} 张不变，{{automatic}} 张可自动，{{needsMapping}} 张要对应，{{refuse}} 张不行", verdictOf: "先看了其中 {{judged}} 张", unjudged: "能不能改用新版，草稿通过检查后再算", moveLater: "发布后可以逐张迁移，不迁移的一直走原来的版本",
    tags: "按 {{count}} 个位号的读数", noErrors: "没有错误", subsidiaries: "用着这个模板包的下属单位 {{count}} 个",
    drafts: "未提交的 {{count}} 份草稿", draftsSay: "下次打开时按新版填写", users: "被这些引用", unused: "没有别的定义引用它", kind: { forms: "表单", flows: "流程", rules: "报警规则", packs: "模板包", tags: "位号", subsidiaries: "下属单位", cases: "用例" }, how: { form: "在它上面走", creates: "会新建它", starts: "会发起它", subflow: "把它当子流程", reads: "读它来报警", alarm: "对它报警或确认", disposal: "报警后用它处置", inhibits: "被它抑制", pack: "来自这个模板包，发布算本厂改动", subsidiary: "用着同一个模板包，不受本厂改动影响", tag: "按它判断" },
    breaks: "会出错：{{why}}", more: "还有 {{count}} 个", alarms: "正在报警的 {{count}} 条", alarmsKeep: "发布不会让它们消失：按新条件继续判断", alarmsEnd: "其中 {{count}} 条的位号不再归它管，会按“已停用”结束", clean: "检查没有发现问题", errors: "有 {{count}} 个错误，不能发布", warnings: "有 {{count}} 个提醒，不妨碍发布", unchecked: "还没有检查完", reason: "为什么改（写进版本记录）", publish: "发布 {{next}}", effect: "立即对新单据生效，可恢复为 v{{revision}}", effectFirst: "立即生效", changes: "{{count}} 处变化", mayNot: "没有发布的权限",
  },
  presence: { here: "{{names}} 也打开着", one: "{{name}} 也打开着这里，{{since}} 起", comma: "、", label: "也打开着的人" },
  theirs: {
    published: "{{who}} 已于 {{at}} 发布 v{{revision}}", saved: "{{who}} 已于 {{at}} 保存了草稿", yours: "您有 {{count}} 处改动还没有并进去，都在这里，没有丢", none: "您这里没有未并入的改动", diff: "查看差异", merge: "合并", take: "换成最新的", paused: "合并之前不自动保存", dropped: "{{who}} 于 {{at}} 丢弃了草稿",
    title: "与 {{who}} 的改动合并", lead: "双方改的不是同一处的，自动合在一起：您 {{mine}} 处，{{who}} {{theirs}} 处", clashes: "{{count}} 处双方都改了，逐处选择", clean: "双方没有改同一处，可以直接合并", both: "双方都改了", theyRemoved: "{{who}}移除了它，您改了它", youRemoved: "您移除了它，{{who}}改了它", mine: "用我的", their: "用{{who}}的", ok: "合并", left: "还有 {{count}} 处没有选", done: "已合并，可以撤销", renamed: "双方各加了一个同名的，您的那一个换了标识，两个都保留", whole: "这份定义还不完整，不能逐处合并；请选整份用谁的", wholeMine: "整份用我的", wholeTheirs: "整份用{{who}}的", gained: "{{who}}改了", yoursAre: "您改了", fault: "没有读到最新的内容",
  },
};

export default words;
