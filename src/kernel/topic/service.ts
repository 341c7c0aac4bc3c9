import type { ThemeLevel, TopicLevel } from '#contract/topic.ts'
import { audit } from '#kernel/call.ts'
import type { Work } from '#kernel/call.ts'
import { refusingClashes } from '#kernel/overlap.ts'
import { dayAt } from '#lib/dates.ts'
import type { Day } from '#lib/dates.ts'
import { newId } from '#lib/ids.ts'
import { notFound } from '#lib/refusal.ts'
import { refuseDeadlines, refuseDistilling, refuseItems, refuseLate } from './decide.ts'
import { placeOf, refuse, unitsToday } from './load.ts'
import type { Picture, Theme } from './picture.ts'
import { itemsFor } from './place.ts'
import type { Place, Units } from './place.ts'
import {
  findRound,
  holdRound,
  insertDeadline,
  insertLeftOut,
  insertMembers,
  insertRound,
  insertTheme,
  insertWording,
  loadPicture,
  undoLeftOut,
} from './store.ts'

const DONE = { done: true } as const
const TAKEN = { code: 'taken', because: '刚才有人先归并了其中一条，请刷新后再试。', field: 'items' }

/**
 * Opens a round with the last day of each level.
 * @throws Refused 409 when the title is taken, 422 when the days run backwards.
 */
export async function openRound(
  work: Work,
  asked: { year: number; title: string; document: string | null; deadlines: Record<TopicLevel, Day> },
): Promise<{ id: string }> {
  refuse(422, refuseDeadlines(asked.deadlines))
  const id = newId(work.now.getTime())
  const known = {
    code: 'round-known',
    because: `已有名为“${asked.title}”的轮次，请换一个名称。`,
    field: 'title',
  }
  await refusingClashes(known, () => insertRound(work, { ...asked, id }, asked.deadlines))
  await audit(work.tx, 'topic.open', { kind: 'topic-round', id }, asked)
  return { id }
}

/** Moves the last day of a level, with the reason. @throws Refused 404, 422. */
export async function moveDeadline(
  work: Work,
  id: string,
  asked: { level: TopicLevel; until: Day; because: string },
): Promise<typeof DONE> {
  const round = await findRound(work, id)
  refuse(422, refuseDeadlines({ ...round.until, [asked.level]: asked.until }))
  await insertDeadline(work, id, asked.level, asked.until, asked.because)
  await audit(work.tx, 'topic.deadline', { kind: 'topic-round', id }, asked)
  return DONE
}

/** What a request says of a new theme. */
export type NewTheme = {
  level: ThemeLevel
  unit: string
  subject: string | null
  title: string
  statement: string
  items: string[]
  origin: Theme['origin']
  restsOn: string[]
}

/**
 * Distils a theme from items of the level below.
 * @throws Refused 403 who does not distil there, 404, 409 after the last day or when somebody was faster, 422.
 */
export async function distil(work: Work, round: string, asked: NewTheme): Promise<{ id: string }> {
  const { picture, units, place } = await heldPlace(work, round, asked)
  return makeTheme(work, picture, units, place, asked)
}

/** The round, held, with a place in it where the caller may distil now. */
async function heldPlace(
  work: Work,
  round: string,
  asked: { level: ThemeLevel; unit: string; subject?: string | null | undefined },
): Promise<{ picture: Picture; units: Units; place: Place }> {
  await holdRound(work, round)
  const picture = await loadPicture(work, round)
  const units = await unitsToday(work)
  const place = placeOf(work, units, asked)
  requireDistilling(work, picture, place)
  return { picture, units, place }
}

/** @throws Refused 403 who does not distil at a place, 409 after its last day. */
export function requireDistilling(work: Work, picture: Picture, place: Place): void {
  refuse(403, refuseDistilling(work.caller, place))
  refuse(409, refuseLate(picture.round, place.level, dayAt(work.now)))
}

/** Writes a theme made of items that lie open at its place. @throws Refused 409, 422. */
export async function makeTheme(
  work: Work,
  picture: Picture,
  units: Units,
  place: Place,
  asked: Pick<NewTheme, 'title' | 'statement' | 'items' | 'origin' | 'restsOn'>,
): Promise<{ id: string }> {
  const id = newId(work.now.getTime())
  await insertTheme(work, picture.round.id, {
    id,
    level: place.level,
    unitId: place.unit.id,
    subject: place.subject,
    origin: asked.origin,
    restsOn: asked.restsOn,
  })
  await insertWording(work, id, asked)
  await joinItems(work, { picture, units, place }, id, asked.items)
  await audit(
    work.tx,
    'topic.distil',
    { kind: 'topic-theme', id },
    { ...asked, level: place.level, unit: place.unit.code },
  )
  return { id }
}

/** Puts open items of a place into one of its themes. @throws Refused 409, 422. */
export async function joinItems(
  work: Work,
  at: { picture: Picture; units: Units; place: Place },
  theme: string,
  items: readonly string[],
): Promise<void> {
  const there = new Set(itemsFor(at.picture, at.place, at.units))
  refuse(422, refuseItems(at.picture, items, there))
  await joinUnasked(work, at.picture, theme, items)
}

/** Puts items into a theme that are known to belong there. @throws Refused 409 when somebody was faster. */
export async function joinUnasked(
  work: Work,
  picture: Picture,
  theme: string,
  items: readonly string[],
): Promise<void> {
  const members = [...new Set(items)].map((item) => ({
    id: newId(work.now.getTime()),
    item,
    isProblem: picture.problems.has(item),
  }))
  await refusingClashes(TAKEN, () => insertMembers(work, theme, members))
}

/** Leaves items of a place out, with the reason. @throws Refused 403, 404, 409, 422. */
export async function leaveOutItems(
  work: Work,
  round: string,
  asked: { level: ThemeLevel; unit: string; subject?: string | undefined; items: string[]; because: string },
): Promise<typeof DONE> {
  const { picture, units, place } = await heldPlace(work, round, asked)
  refuse(422, refuseItems(picture, asked.items, new Set(itemsFor(picture, place, units))))
  for (const item of new Set(asked.items)) {
    const entry = { id: newId(work.now.getTime()), round, level: place.level, unitId: place.unit.id, item }
    await insertLeftOut(work, { ...entry, isProblem: picture.problems.has(item), because: asked.because })
  }
  await audit(work.tx, 'topic.leave-out', { kind: 'topic-round', id: round }, asked)
  return DONE
}

/** Takes up again what was left out. @throws Refused 403, 404, 409. */
export async function restoreItems(
  work: Work,
  round: string,
  entries: readonly string[],
): Promise<typeof DONE> {
  await holdRound(work, round)
  const picture = await loadPicture(work, round)
  const units = await unitsToday(work)
  for (const id of entries) {
    const entry = [...picture.leftOut.values()].find((one) => one.id === id)
    const unit = units.get(entry?.unitId ?? '')
    if (entry === undefined || unit === undefined) throw notFound('这条暂不采用的记录')
    requireDistilling(work, picture, { level: entry.level, unit, subject: null })
  }
  await undoLeftOut(work, entries)
  await audit(work.tx, 'topic.restore', { kind: 'topic-round', id: round }, { entries })
  return DONE
}
