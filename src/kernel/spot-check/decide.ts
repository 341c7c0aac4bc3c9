import type { NewSpotCheck, SpotState } from '#contract/spot-check.ts'
import type { Day } from '#lib/dates.ts'
import type { Refusal } from '#lib/refusal.ts'
import type { SpotRules } from './define.ts'

/** Where a drawn activity stands by its newest check. */
export function stateOf(verdict: 'accepted' | 'returned' | null, answered: boolean): SpotState {
  if (verdict === null) return 'waiting'
  if (verdict === 'accepted') return 'accepted'
  return answered ? 'answered' : 'returned'
}

/** Who draws and checks: the centre, and a cluster among its schools. */
export function refuseChecker(role: string): Refusal | null {
  if (role === 'officer' || role === 'cluster' || role === 'system') return null
  return { code: 'checker-only', because: '抽查由学区和中心办理。' }
}

/** Why a draw cannot be announced; null where it can. `before` is one that the same days were in, by its name. */
export function refuseAnnouncing(
  { from, until, reason }: { from: Day; until: Day; reason: string | null },
  before: string | null,
): Refusal | null {
  if (until < from) return { code: 'days', because: '结束日期早于开始日期，请改正。', field: 'until' }
  if (before === null || reason !== null) return null
  const because = `这段时间已有抽查“${before}”，再抽一次请写明原因，原因会和抽查一起公布。`
  return { code: 'again', because, field: 'reason' }
}

/** Why nothing can be drawn; null where it can. */
export function refuseDraw({ from, until }: { from: Day; until: Day }, pool: number): Refusal | null {
  if (pool > 0) return null
  const because = `${from} 至 ${until} 没有可抽的活动：在研项目这段时间没有已结束的活动，或都已抽查过。`
  return { code: 'empty', because }
}

/** Why a sheet cannot be filed; null where it can. `held` is what the activity was held for. */
export function refuseSheet(
  { items }: SpotRules,
  sheet: Omit<NewSpotCheck, 'key'>,
  held: number,
): Refusal | null {
  return refuseItems(Object.keys(items), sheet) ?? refuseHours(sheet, held) ?? refuseVerdict(sheet)
}

function refuseItems(items: readonly string[], { findings }: Omit<NewSpotCheck, 'key'>): Refusal | null {
  const known = new Set(findings.map(({ item }) => item))
  const missing = items.filter((item) => !known.has(item))
  if (missing.length > 0)
    return { code: 'items', because: `还有没检查的项：${missing.join('、')}。`, field: 'findings' }
  if (findings.length > items.length || [...known].some((item) => !items.includes(item))) {
    return { code: 'items', because: '检查单里有规定之外或重复的项，请刷新后重填。', field: 'findings' }
  }
  const silent = findings.find(({ met, words }) => !met && words.trim().length < 2)
  if (silent === undefined) return null
  return { code: 'words', because: `“${silent.item}”不符合，请写明发现了什么。`, field: 'findings' }
}

function refuseHours({ hours, words, verdict }: Omit<NewSpotCheck, 'key'>, held: number): Refusal | null {
  if (hours > held) {
    return { code: 'hours', because: `这次活动记录 ${held} 学时，认定不能超过它。`, field: 'hours' }
  }
  if (verdict === 'returned' || hours === held || words.length >= 2) return null
  return {
    code: 'less',
    because: `认定 ${hours} 学时，少于活动的 ${held} 学时，请写明原因。`,
    field: 'words',
  }
}

function refuseVerdict({ verdict, findings, words }: Omit<NewSpotCheck, 'key'>): Refusal | null {
  if (verdict === 'accepted') return null
  if (findings.every(({ met }) => met)) {
    return {
      code: 'all-met',
      because: '各项都符合，没有可退回整改的；请通过，或指出不符合的项。',
      field: 'verdict',
    }
  }
  return words.length >= 2 ? null : { code: 'words', because: '退回整改要写明要求。', field: 'words' }
}

/** Why a check cannot be answered; null where it can. */
export function refuseAnswer(role: string, state: SpotState): Refusal | null {
  if (role !== 'school') return { code: 'school-only', because: '整改情况由被查学校说明。' }
  return state === 'returned' ? null : { code: 'not-returned', because: '只有退回整改的活动才要说明。' }
}
