import { sql } from 'kysely'
import type * as z from 'zod'
import type { editVolume, makeVolume } from '#contract/volumes.ts'
import { newId } from '#lib/ids.ts'
import { dayAt } from '#lib/dates.ts'
import { notFound, Refused } from '#lib/refusal.ts'
import { tidyProse } from '#lib/text.ts'
import { audit, type Caller, type Work } from '../../call.ts'
import { regionOf } from '../../network/region.ts'
import { unitOfDay } from '../../network/read.ts'
import { findVolume, type Volume } from './store.ts'

type Made = Omit<z.output<NonNullable<(typeof makeVolume)['body']>>, 'key'>
type Edited = Omit<z.output<NonNullable<(typeof editVolume)['body']>>, 'key'>

const prose = (text: string): string | null => text.split('\n').map(tidyProse).join('\n').trim() || null

/** Begins a volume. @throws Refused 404 for a unit that is not there, 403 for one that is not the caller's. */
export async function makeVolumeOf(work: Work, made: Made): Promise<{ id: string }> {
  const { tx, caller, now } = work
  const unit = made.unit === null ? await ownUnit(work) : (await unitOfDay(work, made.unit, dayAt(now)))?.id
  if (unit === undefined) throw notFound('这个单位')
  if (!(await mayKeep(work, unit))) {
    throw new Refused(403, { code: 'other-unit', because: '只能为本单位或下级单位编成果集。', field: 'unit' })
  }
  const id = newId(now.getTime())
  await sql`insert into volume (region_id, id, unit_id, year, title, subtitle, editors, preface)
    values (${caller.region}, ${id}, ${unit}, ${made.year}, ${tidyProse(made.title)}, ${prose(made.subtitle)}, ${prose(made.editors)},
      ${prose(made.preface)})`.execute(tx)
  await audit(tx, 'make-volume', { kind: 'volume', id }, { title: made.title })
  return { id }
}

async function mayKeep({ tx }: Work, unit: string): Promise<boolean> {
  const { rows } = await sql<{
    may: boolean
  }>`select session_governs() or ${unit}::uuid = any (session_units()) as may`.execute(tx)
  return rows[0]?.may ?? false
}

async function ownUnit(work: Work): Promise<string | undefined> {
  if (work.caller.unit !== null) return work.caller.unit
  const { code } = await regionOf(work)
  return (await unitOfDay(work, code, dayAt(work.now)))?.id
}

/** Why the caller may not change a volume; null when it may. */
export function whyNotEdit({ role }: Pick<Caller, 'role'>, { keeps, unitName }: Volume): string | null {
  if (role === 'leader') return '局领导账号只查看，不修改。'
  return role === 'officer' || role === 'system' || keeps ? null : `由${unitName}编。`
}

/** @throws Refused 404; 403 for who does not edit it. */
export async function volumeToChange(work: Work, id: string): Promise<Volume> {
  const volume = await findVolume(work, id)
  const whyNot = whyNotEdit(work.caller, volume)
  if (whyNot !== null) throw new Refused(403, { code: 'not-yours', because: whyNot })
  return volume
}

/** Writes what stands in a volume anew: words, and the works in their order. @throws Refused 403, 404 */
export async function writeVolume(work: Work, id: string, edited: Edited): Promise<void> {
  const { tx, caller } = work
  await volumeToChange(work, id)
  await sql`update volume set title = ${tidyProse(edited.title)}, subtitle = ${prose(edited.subtitle)}, editors = ${prose(edited.editors)},
    preface = ${prose(edited.preface)} where region_id = ${caller.region} and id = ${id}`.execute(tx)
  await sql`delete from volume_work where region_id = ${caller.region} and volume_id = ${id}`.execute(tx)
  const works = edited.works.map((one) => one.id)
  const parts = edited.works.map(({ part }) => part || null)
  const { rows } = await sql`insert into volume_work (region_id, volume_id, position, part, work_id, version)
    select ${caller.region}, ${id}, x.n, x.part, w.id, v.version
    from unnest(${works}::uuid[], ${parts}::text[]) with ordinality x(work, part, n)
    join work w on w.region_id = ${caller.region} and w.id = x.work
    join lateral (select version from work_version v where v.region_id = w.region_id and v.work_id = w.id order by version desc limit 1) v on true
    returning work_id`.execute(tx)
  if (rows.length !== works.length) {
    throw new Refused(422, {
      code: 'works',
      because: '选目里有看不到的或还没有提交文件的作品，请去掉后再保存。',
      field: 'works',
    })
  }
  await audit(tx, 'edit-volume', { kind: 'volume', id }, { title: edited.title, works: works.length })
}
