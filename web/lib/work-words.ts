import type { Standing } from '#contract/works.ts'
import type { Tone } from '../ui/states.tsx'

/** How far a work has come, as people say it. */
export const STANDINGS: Record<Standing, { title: string; tone: Tone }> = {
  recorded: { title: '仅登记', tone: 'calm' },
  'handed-in': { title: '待学校审阅', tone: 'warn' },
  returned: { title: '已退回修改', tone: 'late' },
  school: { title: '学校已推荐', tone: 'calm' },
  cluster: { title: '学区已推荐', tone: 'calm' },
  region: { title: '已入资源库', tone: 'good' },
  withdrawn: { title: '已撤下', tone: 'calm' },
}

/** What was said of a work, and on whose behalf. */
export const EVENTS = { comment: '意见', recommend: '推荐', return: '退回', withdraw: '撤下' } as const
export const LEVEL_WORDS = { author: '作者', school: '学校', cluster: '学区', region: '中心' } as const

/** What a work was made into. */
export const DERIVED = { improved: '优化稿', own: '个案' } as const

/** Kinds of works that are offered beside those of a programme's stage. */
export const USUAL_KINDS: readonly string[] = [
  '教学设计',
  '课件',
  '导学案',
  '课例视频',
  '教学反思',
  '论文',
  '案例',
  '听课记录',
  '研修方案',
  '研修总结',
]
