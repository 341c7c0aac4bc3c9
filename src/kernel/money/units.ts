import type { UnitRef } from '#contract/common.ts'
import type { Work } from '#kernel/call.ts'
import { askedUnit } from '#kernel/figures/scope.ts'
import { unitsOfDay } from '#kernel/network/read.ts'
import type { UnitFacts } from '#kernel/network/read.ts'
import { dayAt } from '#lib/dates.ts'
import { notFound, Refused } from '#lib/refusal.ts'

/** What money is looked at for: a unit with all below it; `ids` null for the region as a whole. */
export type MoneyScope = { unit: UnitRef; year: number; ids: string[] | null }

/** @throws Refused 404 for a unit that is not the caller's to see. */
export async function moneyScope(work: Work, year: number, code: string | undefined): Promise<MoneyScope> {
  const asked = await askedUnit(work, year, code || undefined)
  return {
    unit: { code: asked.code, name: asked.name },
    year,
    ids: asked.units === null ? null : [...asked.units],
  }
}

/** How units are shown, by id. */
export async function unitNames(work: Work): Promise<(id: string) => UnitRef> {
  const units = new Map((await unitsOfDay(work, dayAt(work.now))).map((unit) => [unit.id, unit]))
  return (id) => {
    const unit = units.get(id)
    return { code: unit?.code ?? '', name: unit?.name ?? '未知单位' }
  }
}

/** Whether the caller keeps a unit's books: the unit itself, who is above it, the centre. */
export function keepsBooks({ caller }: Work, unit: UnitFacts, units: readonly UnitFacts[]): boolean {
  if (caller.role === 'officer' || caller.role === 'system') return true
  if (caller.role !== 'school' && caller.role !== 'cluster') return false
  const byId = new Map(units.map((one) => [one.id, one]))
  const seen = new Set<string>()
  for (let at: UnitFacts | undefined = unit; at !== undefined && !seen.has(at.id);) {
    if (at.id === caller.unit) return true
    seen.add(at.id)
    at = byId.get(at.parentId ?? '')
  }
  return false
}

/** The unit whose books the caller writes in. @throws Refused 403, 404. */
export async function bookUnit(work: Work, code: string): Promise<UnitFacts> {
  const units = await unitsOfDay(work, dayAt(work.now))
  const unit = units.find((one) => one.code === code)
  if (unit === undefined) throw notFound('这个单位')
  if (!keepsBooks(work, unit, units)) {
    const below =
      work.caller.role === 'leader'
        ? '局领导账号只查看，不修改。'
        : `${unit.name}的经费由该单位或县级中心登记。`
    throw new Refused(403, { code: 'not-your-books', because: below })
  }
  return unit
}
