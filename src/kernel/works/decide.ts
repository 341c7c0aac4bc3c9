/** What may be done with a work and what becomes of it: pure. */
import { actionOf } from '#kernel/action.ts'
import type { Action } from '#contract/common.ts'
import type { Standing } from '#contract/works.ts'
import type { Refusal } from '#lib/refusal.ts'
import type { Caller } from '../call.ts'

/** On whose behalf somebody speaks of a work. */
export type Level = 'author' | 'school' | 'cluster' | 'region'
export type EventKind = 'comment' | 'recommend' | 'return' | 'withdraw'

/** What of a work decides what may be done with it. */
export type Facts = {
  standing: Standing
  /** 0 where it has no version yet. */
  version: number
  shelved: boolean
  /** Whether the caller is one of its authors. */
  authored: boolean
  /** Whether the caller may add to it: an author, or the desk of the first author's unit. */
  makes: boolean
}

const LEVELS: Partial<Record<Caller['role'], Level>> = {
  school: 'school',
  cluster: 'cluster',
  officer: 'region',
  system: 'region',
}
const RANK: Record<Standing, number> = {
  recorded: -1,
  returned: 0,
  withdrawn: 0,
  'handed-in': 0,
  school: 1,
  cluster: 2,
  region: 3,
}
const STEP: Record<Level, number> = { author: 0, school: 1, cluster: 2, region: 3 }
const BODY: Record<Level, string> = { author: '作者', school: '学校', cluster: '学区', region: '中心' }

/** The level at which a role speaks; an author's is its own. */
export function levelOf(role: Caller['role']): Level {
  return LEVELS[role] ?? 'author'
}

/** The standing of a work from the last thing decided about its newest version. */
export function standingOf(version: number, last: { kind: EventKind; level: Level } | null): Standing {
  if (version === 0) return 'recorded'
  if (last === null || last.kind === 'comment' || last.level === 'author') return 'handed-in'
  if (last.kind === 'return') return 'returned'
  return last.kind === 'withdraw' ? 'withdrawn' : last.level
}

/** Why the caller may not recommend or send back a work; null when it may. */
export function whyNotReview(
  role: Caller['role'],
  facts: Facts,
  kind: 'recommend' | 'return',
): string | null {
  const level = levelOf(role)
  if (role === 'leader') return '局领导账号只查看，不审阅。'
  if (level === 'author') return '由学校、学区和中心逐级推荐。'
  if (facts.authored) return '不能审阅自己的作品，请由别人审阅。'
  if (!facts.makes) return '不是本单位教师的作品。'
  if (facts.version === 0) return '这件作品只有登记，没有提交文件，请作者先提交。'
  if (facts.standing === 'returned') return '已退回作者修改，等新的一稿交来再审。'
  if (RANK[facts.standing] < STEP[level]) return null
  return kind === 'return' ? `已由${BODY[level]}推荐，不再退回。` : `已由${BODY[level]}推荐过。`
}

/** Why a review can't be taken as it is; null when it can. Words are needed where a level is skipped or sent back. */
export function refuseReview(
  role: Caller['role'],
  facts: Facts,
  asked: { kind: 'comment' | 'recommend' | 'return'; version: number; words: string },
): { status: 403 | 409 | 422; refusal: Refusal } | null {
  if (asked.version !== facts.version) {
    const because = `作者已交来第 ${facts.version} 稿，请看过新的一稿再审。`
    return { status: 409, refusal: { code: 'newer-version', because } }
  }
  if (asked.kind === 'comment') return asked.words === '' ? needWords('请写下意见。') : whyNotComment(facts)
  const whyNot = whyNotReview(role, facts, asked.kind)
  if (whyNot !== null) return { status: 403, refusal: { code: 'not-now', because: whyNot } }
  if (asked.words !== '') return null
  if (asked.kind === 'return') return needWords('退回要写明原因，作者才知道怎样改。')
  const skipped = STEP[levelOf(role)] - 1 > RANK[facts.standing]
  return skipped ? needWords('下一级还没有推荐。越级推荐要写明理由。') : null
}

function needWords(because: string): { status: 422; refusal: Refusal } {
  return { status: 422, refusal: { code: 'words', because, field: 'words' } }
}

function whyNotComment(facts: Facts): { status: 403; refusal: Refusal } | null {
  if (facts.makes) return null
  return { status: 403, refusal: { code: 'not-yours', because: '作者和作者单位、上级单位可以写意见。' } }
}

/** What can be done with a work, with the reasons why not. */
export function workActions(role: Caller['role'], facts: Facts): Action[] {
  const reads = role === 'leader' ? '局领导账号只查看，不修改。' : null
  return [
    actionOf('add-version', reads ?? (facts.makes ? null : '由作者或作者单位提交。')),
    actionOf('comment', reads ?? (facts.makes ? null : '作者和作者单位、上级单位可以写意见。')),
    actionOf('recommend', whyNotReview(role, facts, 'recommend')),
    actionOf('return', whyNotReview(role, facts, 'return')),
    actionOf('derive', reads ?? (facts.version === 0 ? '没有文件，不能据此修改。' : null)),
    actionOf('rate', facts.shelved ? null : '收入资源库的作品才能评分。'),
    actionOf('withdraw', whyNotWithdraw(role, facts)),
  ]
}

/** Why a work can't be taken out of the library; null when it can. */
export function whyNotWithdraw(role: Caller['role'], facts: Pick<Facts, 'shelved'>): string | null {
  if (role !== 'officer' && role !== 'system') return '由中心从资源库撤下。'
  return facts.shelved ? null : '这件作品不在资源库里。'
}
