/** Words that several systems share: kinds of works and what must be on file. */

/** 作品类型, in the words under which works are handed in. */
export const WORKS = {
  plan: '研修方案',
  diagnosisReport: '问题诊断报告',
  lessonPlan: '教学设计',
  lessonVideo: '课例视频',
  showcase: '展示课例',
  reflection: '教学反思',
  summary: '研修总结',
  observationRecord: '听课记录',
  report: '汇报材料',
} as const

/** 归档材料 of a programme. */
export const ARCHIVE = {
  plan: '方案',
  notice: '通知',
  roster: '名单',
  attendance: '签到表',
  stageWorks: '各阶段成果',
  evaluation: '评价问卷',
  summary: '总结',
  accounts: '经费决算',
} as const
