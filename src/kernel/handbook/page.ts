import type * as z from 'zod'
import { handbookParts } from '#contract/handbook.ts'
import type { handbookPage } from '#contract/handbook.ts'
import { actionOf } from '#kernel/action.ts'
import type { Work } from '#kernel/call.ts'
import { postingUnits } from '#kernel/network/read.ts'
import { personOn } from '#kernel/people/read.ts'
import { asOfYear } from '#lib/as-of.ts'
import { yearRange } from '#lib/dates.ts'
import { notFound } from '#lib/refusal.ts'
import { refuseChecker } from './decide.ts'
import type { HandbookRules } from './define.ts'
import { placed, type Placed } from './place.ts'
import { checksOf, foundOf } from './store.ts'

type Reply = z.input<NonNullable<typeof handbookPage.reply>>
type Asked = { person: string; year: number }

/** A teacher's handbook of a year; `own` is the caller's. @throws Refused 404 for a teacher out of view. */
export async function handbookOf(work: Work, rules: HandbookRules, asked: Asked): Promise<Reply> {
  const { year } = asked
  const id = asked.person === 'own' ? work.caller.person : asked.person
  const day = asOfYear(year, work.now)
  const person = id === null ? undefined : await personOn(work, id, day)
  if (person === undefined) throw notFound(id === null ? '您的教师档案' : '这位教师')
  const unit = (await postingUnits(work, day)).get(person.unitId)
  const { from, to } = yearRange(year)
  const found = await foundOf(work, [person.id], from, to)
  const items = placed(rules, found)
  return {
    person: { id: person.id, name: person.name },
    unit: { code: unit?.code ?? '', name: unit?.name ?? '' },
    year,
    title: `${year} 年${rules.title}`,
    parts: handbookParts.map((part) => ({ id: part, title: rules.parts[part] })),
    items: items.map(itemOf),
    hours: items.reduce((sum, { hours }) => sum + (hours ?? 0), 0),
    checks: (await checksOf(work, year, [person.id])).map(
      ({ month, grade, remark, items: count, hours, by, at }) => ({
        month,
        grade,
        remark,
        items: count,
        hours,
        by,
        at: at.toISOString(),
      }),
    ),
    kinds: Object.entries(rules.kinds).flatMap(([kind, { own, title }]) =>
      own ? [{ id: kind, title }] : [],
    ),
    recordKind: rules.record,
    activities: withoutRecord(items),
    actions: [
      actionOf('write', person.id === work.caller.person ? null : '手册由教师本人填写。'),
      actionOf('check', whyNotCheck(work, person.id)),
    ],
  }
}

function whyNotCheck({ caller }: Work, person: string): string | null {
  const role = refuseChecker(caller.role)?.because ?? null
  return role ?? (caller.person === person ? '不能查自己的手册。' : null)
}

const PLACES = { work: '/resources/works/', activity: '/activities/' } as const

function itemOf(item: Placed): Reply['items'][number] {
  const { id, on, part, kind, kindWord, title, text, hours, source, opens } = item
  const link = source === 'work' || source === 'activity' ? `${PLACES[source]}${opens ?? id}` : null
  return { id, on, part, kind, kindWord, title, text, hours, link, own: source === 'entry' }
}

/** Activities of which the teacher has not written anything yet, the newest first. */
function withoutRecord(items: readonly Placed[]): Reply['activities'] {
  const written = new Set(items.flatMap(({ source, opens }) => (source === 'entry' ? [opens] : [])))
  return items
    .filter(({ source, id }) => source === 'activity' && !written.has(id))
    .map(({ id, title, on }) => ({ id, title, on }))
    .toReversed()
}
