import { sql } from 'kysely'
import type * as z from 'zod'
import type { workAlike, workDifference } from '#contract/works.ts'
import { Refused } from '#lib/refusal.ts'
import type { Work } from '../call.ts'
import { findWork, textOf } from './find.ts'
import { worksParamsOf } from './numbers.ts'
import { bandsOf, likenessOf } from './text/alike.ts'
import { differenceOf, shareOfNew } from './text/difference.ts'

type Difference = z.input<NonNullable<(typeof workDifference)['reply']>>
type Alike = z.input<NonNullable<(typeof workAlike)['reply']>>
type Asked = z.output<NonNullable<(typeof workDifference)['query']>>

/**
 * What changed word by word: from the version before (of the work it was made from, for a first one) unless another is
 * named.
 * @throws Refused 404; 422 where there are no words to compare.
 */
export async function differenceFor(work: Work, id: string, asked: Asked): Promise<Difference> {
  const { parent } = await findWork(work, id)
  const after = await textOf(work, id, asked.version)
  const base = asked.base ?? (asked.baseVersion === undefined && after.version === 1 ? parent : null) ?? id
  const version = asked.baseVersion ?? (base === id ? after.version - 1 : undefined)
  if (version === 0)
    throw new Refused(422, { code: 'first', because: '这是第一稿，没有更早的一稿可以比较。' })
  const before = await textOf(work, base, version)
  if (before.text === null || after.text === null) {
    throw new Refused(422, {
      code: 'no-words',
      because: '其中一稿没有能读出的文字（如图片、视频、PDF），不能逐词比较。',
    })
  }
  const stretches = differenceOf(before.text, after.text)
  const named = ({ title, version }: typeof after): Difference['before'] => ({ title, version })
  return { before: named(before), after: named(after), stretches, newPercent: shareOfNew(stretches) }
}

/** How many works that share a band are compared triple by triple, and how many are named. */
const COMPARED = 30
const NAMED = 5

/** Works of the library that a work's newest text is like, most alike first. @throws Refused 404 */
export async function alikeTo(work: Work, id: string): Promise<Alike> {
  const { facts } = await findWork(work, id)
  const { alikeFrom: from } = await worksParamsOf(work)
  const text = facts.version === 0 ? null : (await textOf(work, id, undefined)).text
  if (text === null) return { from, rows: [] }
  const { rows } = await sql<{ id: string; title: string; authors: string; text: string }>`
    select e.work_id as id, e.title, e.authors, v.text from like_bands(${bandsOf(text)}::integer[], ${COMPARED}) l
    join library_entry e on e.region_id = ${work.caller.region} and e.work_id = l.work_id
    join work_version v on v.region_id = e.region_id and v.work_id = e.work_id and v.version = e.version
    where e.work_id <> ${id} and v.text is not null`.execute(work.tx)
  const compared = rows.map(({ text: other, ...row }) => ({ ...row, ...likenessOf(text, other) }))
  return {
    from,
    rows: compared
      .filter(({ percent }) => percent >= from)
      .toSorted((a, b) => b.percent - a.percent)
      .slice(0, NAMED),
  }
}
