import { sql } from 'kysely'
import type * as z from 'zod'
import type { newProgramme } from '#contract/programme.ts'
import { LEVELS } from '#contract/vocabulary.ts'
import { audit, type Work } from '#kernel/call.ts'
import { policyOf } from '#kernel/credit/read.ts'
import { once } from '#kernel/once.ts'
import { yearOf } from '#lib/dates.ts'
import { newId } from '#lib/ids.ts'
import { pinyinInitials } from '#lib/pinyin.ts'
import { Refused, type Refusal } from '#lib/refusal.ts'
import type { Systems } from '../registry.ts'

/** A programme as it is asked for. */
export type NewProgramme = z.output<typeof newProgramme>

/**
 * Plans a programme. Its code is the year, the initials of its system and a number: 2025-JZPX-003.
 * @throws Refused 403 for another's organiser; 422 with the field for what does not fit.
 */
export function createProgramme(work: Work, systems: Systems, asked: NewProgramme): Promise<{ id: string }> {
  const { key, ...content } = asked
  return once(work, { key, action: 'create-programme', content }, async () => {
    const refusal = refuseProgramme(asked, systems)
    if (refusal !== null) throw new Refused(422, refusal)
    await refuseCategory(work, asked)
    const organiser = await organiserOf(work, asked.organiser)
    return insert(work, asked, organiser, pinyinInitials(systems.title(asked.system)).toUpperCase())
  })
}

/** Why a programme can't be as it is asked for; null when it can, as far as its own words tell. */
export function refuseProgramme(
  asked: Pick<NewProgramme, 'system' | 'level' | 'year' | 'startsOn' | 'endsOn'>,
  systems: Systems,
): Refusal | null {
  if (systems.find(asked.system) === undefined) {
    const known = systems.all.map(({ title }) => title).join('、')
    return {
      code: 'system',
      because: `体系“${systems.title(asked.system)}”还没有定义，不能新建项目；现有：${known}。`,
      field: 'system',
    }
  }
  if (!Object.hasOwn(LEVELS, asked.level)) {
    return { code: 'value', because: `级别应为${Object.values(LEVELS).join('、')}之一。`, field: 'level' }
  }
  const { startsOn, endsOn, year } = asked
  if (startsOn !== null && endsOn !== null && endsOn < startsOn) {
    return { code: 'period', because: '结束日期早于开始日期，请改正其中一个。', field: 'endsOn' }
  }
  if ((startsOn !== null && yearOf(startsOn) > year) || (endsOn !== null && yearOf(endsOn) < year)) {
    return { code: 'year', because: `起止日期不含 ${year} 年，请改正年度或日期。`, field: 'year' }
  }
  return null
}

async function refuseCategory(work: Work, asked: NewProgramme): Promise<void> {
  if (asked.category === null) return
  const known = (await policyOf(work, asked.year)).map((rule) => rule.category)
  if (known.length === 0 || known.includes(asked.category)) return
  throw new Refused(422, {
    code: 'category',
    because: `${asked.year} 年学分政策里没有“${asked.category}”；可选：${known.join('、')}，或不计学分。`,
    field: 'category',
  })
}

type Organiser = { id: string; name: string; organises: boolean; closed: boolean }

async function organiserOf({ tx, caller, now }: Work, code: string): Promise<string> {
  const { rows } =
    await sql<Organiser>`select u.id, u.code as name, u.id = any ((select session_units())::uuid[]) as organises,
      coalesce(u.closed_on <= ${now}::timestamptz::date, false) as closed
    from unit u where u.region_id = ${caller.region} and u.code = ${code}`.execute(tx)
  const unit = rows[0]
  if (unit === undefined) {
    throw new Refused(422, {
      code: 'reference',
      because: `没有代码为 ${code} 的单位，请重新选择承办单位。`,
      field: 'organiser',
    })
  }
  if (caller.role !== 'officer' && caller.role !== 'system' && !unit.organises) {
    throw new Refused(403, {
      code: 'not-organiser',
      because: '只能以本单位或下属单位的名义承办项目。',
      field: 'organiser',
    })
  }
  if (!unit.closed) return unit.id
  throw new Refused(422, {
    code: 'closed',
    because: '承办单位已经撤并，请选择它并入的单位。',
    field: 'organiser',
  })
}

async function insert(
  work: Work,
  asked: NewProgramme,
  organiser: string,
  letters: string,
): Promise<{ id: string }> {
  const { tx, caller } = work
  const id = newId(work.now.getTime())
  const code = await nextCode(work, `${asked.year}-${letters}-`)
  await sql`insert into programme (region_id, id, code, title, system, level, year, organiser_id, subject, stage,
      starts_on, ends_after, places, budget, category)
    values (${caller.region}, ${id}, ${code}, ${asked.title}, ${asked.system}, ${asked.level}, ${asked.year}, ${organiser},
      ${asked.subject}, ${asked.stage}, ${asked.startsOn}, ${asked.endsOn}, ${asked.places}, ${asked.budget}, ${asked.category})`.execute(
    tx,
  )
  await audit(
    tx,
    'create-programme',
    { kind: 'programme', id },
    { code, title: asked.title, system: asked.system },
  )
  return { id }
}

/** Numbers are given under a lock of the prefix: two officers at once get two numbers. */
async function nextCode({ tx, caller }: Work, prefix: string): Promise<string> {
  await sql`select pg_advisory_xact_lock(${caller.region}, hashtext(${prefix}))`.execute(tx)
  const { rows } = await sql<{
    code: string
  }>`select ${prefix}::text || lpad(n::text, greatest(3, length(n::text)), '0') as code
    from generate_series(1, 100000) n
    where not exists (select from programme p where p.region_id = ${caller.region}
      and p.code = ${prefix}::text || lpad(n::text, greatest(3, length(n::text)), '0'))
    limit 1`.execute(tx)
  return rows[0]!.code
}
