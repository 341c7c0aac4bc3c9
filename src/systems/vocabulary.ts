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

/** 归档材料 of a selection or certification. */
export const CASE_ARCHIVE = {
  notice: '通知',
  roster: '申请名册',
  forms: '申请表与材料',
  scores: '评分表',
  votes: '专家审查意见',
  decision: '决定',
  publicity: '公示',
  naming: '命名文件',
  ending: '终止文件',
} as const

/** 资格种类 (教师资格条例第四条), as applicants choose them. */
export const QUALIFICATIONS = ['幼儿园', '小学', '初中', '高中', '中职', '中职实习指导'] as const
/** 学历, from the lowest. */
export const DEGREES = ['中专', '大专', '本科', '硕士', '博士'] as const
/** 普通话等级, from the lowest. */
export const PUTONGHUA = ['三级乙等', '三级甲等', '二级乙等', '二级甲等', '一级乙等', '一级甲等'] as const
/** 称号 of teachers below the tip of the pyramid. */
export const BACKBONE = ['骨干教师', '教学能手', '学科带头人'] as const
/** 称号 of principals. */
export const HEADS = ['骨干校长', '名校长'] as const
/** 称号 of the pyramid, from its body to its tip, and those of principals. */
export const HONOURS = [...BACKBONE, '名师', ...HEADS] as const

/** 职称 of teachers by their level, from the lowest (人社部发〔2015〕79号: 小学高级教师 became 一级教师, 中学高级教师 高级教师). */
export const RANK_LEVELS = ['初级', '中级', '副高级', '正高级'] as const
export type RankLevel = (typeof RANK_LEVELS)[number]

const RANK_WORDS: readonly [RegExp, RankLevel][] = [
  [/正高/, '正高级'],
  [/副高|副教授|特级/, '副高级'],
  [/小学高级|幼儿园高级|幼教高级|一级|中级|讲师$/, '中级'],
  [/高级/, '副高级'],
  [/教授|研究员/, '正高级'],
]

/** The level of a 职称 as the file writes it; 初级 for every other word, null where there is none. */
export function rankLevel(rank: string | null): RankLevel | null {
  if (rank === null || rank.trim() === '') return null
  if (/助理|二级|三级|初级|未定/.test(rank)) return '初级'
  if (rank.startsWith('高级')) return '副高级'
  return RANK_WORDS.find(([words]) => words.test(rank))?.[1] ?? '初级'
}
