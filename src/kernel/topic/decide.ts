import { TOPIC_LEVELS } from '#contract/topic.ts'
import type { TopicLevel } from '#contract/topic.ts'
import { topicLevels } from '#contract/topic.ts'
import type { Caller } from '#kernel/call.ts'
import type { Day } from '#lib/dates.ts'
import type { Refusal } from '#lib/refusal.ts'
import type { Picture, Round, Theme } from './picture.ts'
import type { Place } from './place.ts'

const LEVEL_KEEPERS = {
  group: '学校',
  school: '学校',
  cluster: '学区',
  region: '县级中心',
} as const

/**
 * Whether the caller distils at a place: the school for its groups and itself, the cluster for itself, the centre for
 * the region (逐层提炼法: each level's own people decide what overlaps).
 */
export function refuseDistilling(caller: Caller, { level, unit }: Place): Refusal | null {
  if (caller.role === 'system') return null
  const own =
    level === 'region'
      ? caller.role === 'officer'
      : caller.role === (level === 'cluster' ? 'cluster' : 'school') && caller.unit === unit.id
  if (own) return null
  const keeper = level === 'region' ? LEVEL_KEEPERS.region : `${LEVEL_KEEPERS[level]}（${unit.name}）`
  return { code: 'not-your-level', because: `${TOPIC_LEVELS[level]}由${keeper}提炼。` }
}

/** Whether a level's time is over; its last day still counts. */
export function refuseLate(round: Round, level: TopicLevel, today: Day): Refusal | null {
  if (today <= round.until[level]) return null
  const what = level === 'problem' ? '问题征集' : `${TOPIC_LEVELS[level]}的提炼`
  return {
    code: 'level-over',
    because: `“${round.title}”${what}已于 ${round.until[level]} 截止。需要补做请与县级中心联系延期。`,
  }
}

/** The days of a round must not run backwards. */
export function refuseDeadlines(until: Readonly<Record<TopicLevel, Day>>): Refusal | null {
  for (const [at, level] of topicLevels.entries()) {
    const before = topicLevels[at - 1]
    if (before === undefined || until[before] <= until[level]) continue
    return {
      code: 'backwards',
      because: `${TOPIC_LEVELS[level]}的截止日期早于${TOPIC_LEVELS[before]}的截止日期，请改晚一些。`,
      field: level,
    }
  }
  return null
}

/** Whether items can be put together at a place: each lies there, and nobody has taken it up or left it out. */
export function refuseItems(
  picture: Picture,
  items: readonly string[],
  there: ReadonlySet<string>,
): Refusal | null {
  for (const item of items) {
    const text = picture.problems.get(item)?.text ?? picture.themes.get(item)?.title
    if (text === undefined || !there.has(item))
      return {
        code: 'not-here',
        because: '所选的有一条不在这里待提炼，请刷新后再选。',
        field: 'items',
      }
    const parent = picture.themes.get(picture.parents.get(item) ?? '')
    if (parent !== undefined)
      return {
        code: 'taken',
        because: `“${text}”已归入“${parent.title}”，要换主题请先从那里移出。`,
        field: 'items',
      }
    if (picture.leftOut.has(item))
      return {
        code: 'left-out',
        because: `“${text}”已列为暂不采用，要用请先重新采用。`,
        field: 'items',
      }
  }
  return null
}

/** Whether a theme may end or lose what it is made of: not once a higher level rests on it. */
export function refuseUnmaking(picture: Picture, theme: Theme): Refusal | null {
  const parent = picture.themes.get(picture.parents.get(theme.id) ?? '')
  if (parent === undefined) return null
  return {
    code: 'in-use',
    because: `“${theme.title}”已归入${TOPIC_LEVELS[parent.level]}“${parent.title}”，请先由上一级移出。`,
  }
}

/** Whether some items may be taken out of a theme: it has them, and keeps at least one. */
export function refuseTaking(picture: Picture, theme: Theme, items: readonly string[]): Refusal | null {
  const own = picture.items.get(theme.id) ?? []
  if (items.some((item) => !own.includes(item)))
    return { code: 'not-in-theme', because: '所选的有一条不在这个主题里，请刷新后再选。', field: 'items' }
  if (new Set(items).size < own.length) return null
  return {
    code: 'all-of-it',
    because: '不能把一个主题里的内容全部移出；不要这个主题时请撤销它。',
    field: 'items',
  }
}

/** Whether themes may be merged into one: made at the same place, each another one. */
export function refuseMerging(
  picture: Picture,
  into: Theme,
  others: readonly (Theme | undefined)[],
): Refusal | null {
  for (const other of others) {
    const same =
      other !== undefined &&
      other.id !== into.id &&
      other.level === into.level &&
      other.unitId === into.unitId &&
      other.subject === into.subject
    if (!same) return { code: 'elsewhere', because: '只能合并在同一处提炼的其他主题。', field: 'themes' }
    const used = refuseUnmaking(picture, other)
    if (used !== null) return used
  }
  return null
}

/** Whether a problem may be taken back: not once it lies in a theme. */
export function refuseWithdrawing(parent: Theme | undefined): Refusal | null {
  if (parent === undefined) return null
  return { code: 'in-use', because: `这个问题已归入“${parent.title}”，不能撤回。` }
}
