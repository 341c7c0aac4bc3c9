import type { ThemeLevel } from '#contract/topic.ts'
import type { Work } from '#kernel/call.ts'
import { unitsOfDay } from '#kernel/network/read.ts'
import { dayAt } from '#lib/dates.ts'
import { notFound, Refused } from '#lib/refusal.ts'
import type { Refusal, RefusalStatus } from '#lib/refusal.ts'
import type { Picture, Theme } from './picture.ts'
import { fitsLevel } from './place.ts'
import type { Place, Units } from './place.ts'
import { holdRound, loadPicture, roundOfTheme } from './store.ts'

/** The network as it is today, by unit id. */
export async function unitsToday(work: Work): Promise<Units> {
  const units = await unitsOfDay(work, dayAt(work.now))
  return new Map(units.map((unit) => [unit.id, unit]))
}

/** A place as a request names it. @throws Refused 404 for a unit that does not distil at this level or is out of sight. */
export function placeOf(
  work: Work,
  units: Units,
  asked: { level: ThemeLevel; unit: string; subject?: string | null | undefined },
): Place {
  const unit = [...units.values()].find((one) => one.code === asked.unit)
  if (unit === undefined || !fitsLevel(unit, asked.level) || !mayLookAt(work, unit.id, units))
    throw notFound('这个单位')
  if (asked.level !== 'group') return { level: asked.level, unit, subject: null }
  if (!asked.subject)
    throw new Refused(422, { code: 'no-group', because: '请选择教研组的学科。', field: 'subject' })
  return { level: 'group', unit, subject: asked.subject }
}

/** Whether a desk looks at a unit: its own, one below it, or any where it keeps the whole region. */
export function mayLookAt({ caller }: Work, unitId: string, units: Units): boolean {
  if (caller.role === 'officer' || caller.role === 'leader' || caller.role === 'system') return true
  for (let at = units.get(unitId); at !== undefined; at = units.get(at.parentId ?? '')) {
    if (at.id === caller.unit) return true
    if (at.parentId === at.id) return false
  }
  return false
}

/** A theme in force with its round, held until the transaction ends. @throws Refused 404 */
export async function heldTheme(
  work: Work,
  id: string,
): Promise<{ picture: Picture; units: Units; theme: Theme; place: Place }> {
  const round = await roundOfTheme(work, id)
  await holdRound(work, round)
  const picture = await loadPicture(work, round)
  const theme = picture.themes.get(id)
  const units = await unitsToday(work)
  const unit = units.get(theme?.unitId ?? '')
  if (theme === undefined || unit === undefined) throw notFound('这个主题')
  return { picture, units, theme, place: { level: theme.level, unit, subject: theme.subject } }
}

/** @throws Refused with the status when there is a refusal. */
export function refuse(status: RefusalStatus, refusal: Refusal | null): void {
  if (refusal !== null) throw new Refused(status, refusal)
}
