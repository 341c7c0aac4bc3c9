import { sql } from 'kysely'
import type { NewWork } from '#contract/works.ts'
import { newId } from '#lib/ids.ts'
import { notFound, Refused } from '#lib/refusal.ts'
import { dayAt } from '#lib/dates.ts'
import { tidyProse } from '#lib/text.ts'
import { audit, type Runtime, type Work } from '../call.ts'
import { findProgramme } from '../programme/programmes/find.ts'
import type { Systems } from '../programme/registry.ts'
import { contentOf, writeVersion, type Given } from './content.ts'
import { findWork, workToChange } from './find.ts'

/** What the mechanism needs beside the request. */
export type Place = { runtime: Runtime; systems: Systems }

/**
 * Takes in a work with its first version.
 * @throws Refused 404 for a person, programme, activity, parent or upload out of sight; 422 for what does not fit.
 */
export async function handIn(
  work: Work,
  { runtime, systems }: Place,
  asked: Omit<NewWork, 'key'>,
): Promise<{ id: string }> {
  const author = asked.author ?? work.caller.person
  if (author === null) throw new Refused(422, { code: 'author', because: '请选择作者。', field: 'author' })
  if (asked.on > dayAt(work.now))
    throw new Refused(422, { code: 'date', because: '完成日期不能晚于今天。', field: 'on' })
  await requirePeople(work, [author, ...asked.coauthors])
  await requireFit(work, systems, asked)
  const content = await contentOf(work, runtime, asked)
  const id = newId(work.now.getTime())
  const code = codeOf(id, asked.on)
  await insert(work, { ...asked, id, code, author })
  await addCoauthors(
    work,
    id,
    asked.coauthors.filter((one) => one !== author),
  )
  await writeVersion(work, id, content)
  await audit(work.tx, 'hand-in-work', { kind: 'work', id }, { code, title: asked.title, kind: asked.kind })
  return { id }
}

/** Z20260301-K3M9Q: the day and a few characters of its own. */
function codeOf(id: string, on: string): string {
  const tail = BigInt(`0x${id.replaceAll('-', '').slice(-10)}`)
    .toString(36)
    .toUpperCase()
    .padStart(8, '0')
    .slice(-7)
  return `Z${on.replaceAll('-', '')}-${tail}`
}

/** @throws Refused 404 unless the session sees all of them. */
async function requirePeople({ tx, caller }: Work, people: readonly string[]): Promise<void> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from person
    where region_id = ${caller.region} and id = any (${people}::uuid[])`.execute(tx)
  if (rows[0]?.n !== new Set(people).size) throw notFound('作者')
}

async function requireFit(work: Work, systems: Systems, asked: Omit<NewWork, 'key'>): Promise<void> {
  if ((asked.parent === null) !== (asked.derivedAs === null)) {
    throw new Refused(422, { code: 'derived', because: '请选择是优化稿还是个案。', field: 'derivedAs' })
  }
  if (asked.parent !== null) await findWork(work, asked.parent)
  if (asked.activity !== null) await requireActivity(work, asked.activity, asked.programme)
  if (asked.programme === null) return
  const { system } = await findProgramme(work, asked.programme)
  const phases = systems.find(system)?.phases
  const phase = asked.phase === null ? undefined : phases?.[asked.phase]
  if (asked.phase !== null && phase === undefined)
    throw new Refused(422, { code: 'phase', because: '这个项目没有所选的阶段，请重新选择。', field: 'phase' })
  if (phase?.works !== undefined && !phase.works.includes(asked.kind)) {
    const because = `“${phase.title}”阶段收${phase.works.join('、')}，不收${asked.kind}。请改选类型或阶段。`
    throw new Refused(422, { code: 'kind', because, field: 'kind' })
  }
}

async function requireActivity(
  { tx, caller }: Work,
  activity: string,
  programme: string | null,
): Promise<void> {
  const { rows } = await sql<{ programme_id: string }>`select programme_id from activity
    where region_id = ${caller.region} and id = ${activity}`.execute(tx)
  if (rows[0] === undefined) throw notFound('这个活动')
  if (rows[0].programme_id === programme) return
  throw new Refused(422, {
    code: 'activity',
    because: '所选活动不属于所选项目，请改选其中一个。',
    field: 'activity',
  })
}

type Inserted = Omit<NewWork, 'key' | 'author'> & { id: string; code: string; author: string }

async function insert({ tx, caller }: Work, given: Inserted): Promise<void> {
  const word = (text: string | null): string | null => (text === null ? null : tidyProse(text) || null)
  await sql`insert into work (region_id, id, code, programme_id, author_id, kind, title, dated_on, subject, stage, chapter,
      activity_id, phase, parent_id, derived_as)
    values (${caller.region}, ${given.id}, ${given.code}, ${given.programme}, ${given.author}, ${tidyProse(given.kind)},
      ${tidyProse(given.title)}, ${given.on}, ${word(given.subject)}, ${word(given.stage)}, ${word(given.chapter)},
      ${given.activity}, ${given.phase}, ${given.parent}, ${given.derivedAs})`.execute(tx)
}

async function addCoauthors({ tx, caller }: Work, id: string, people: readonly string[]): Promise<void> {
  if (people.length === 0) return
  await sql`insert into work_coauthor (region_id, work_id, position, person_id)
    select ${caller.region}, ${id}, n + 1, person from unnest(${[...new Set(people)]}::uuid[]) with ordinality x(person, n)`.execute(
    tx,
  )
}

/** Adds a version to a work. @throws Refused 404, 403 for who does not make it, 422 for nothing. */
export async function addVersion(
  work: Work,
  runtime: Runtime,
  id: string,
  given: Given,
): Promise<{ version: number }> {
  const { facts, title } = await workToChange(work, id)
  if (!facts.makes) throw new Refused(403, { code: 'not-yours', because: '由作者或作者单位提交新的一稿。' })
  const version = await writeVersion(work, id, await contentOf(work, runtime, given))
  await audit(work.tx, 'add-version', { kind: 'work', id }, { title, version })
  return { version }
}
