import { actionOf } from '#kernel/action.ts'
import { sql, type RawBuilder } from 'kysely'
import type * as z from 'zod'
import type { Action } from '#contract/common.ts'
import type { CaseRow, cases as casesRoute } from '#contract/case.ts'
import { dayAt } from '#lib/dates.ts'
import type { Work } from '#kernel/call.ts'
import type { CaseDefinition, Office } from './define.ts'
import { headingOf } from './heading.ts'
import { orderAmong, passedNow } from './passed.ts'
import { REASON } from './reason.ts'
import type { Cases } from './registry.ts'
import { stagesOf } from './steps.ts'
import { ANNULLED, GIVEN_UP, OFFICE_WORDS, STATUS_WORDS } from './words.ts'

/** The filters of a list, and of everything that lists the same set. */
export type CaseQuery = Omit<z.output<NonNullable<(typeof casesRoute)['query']>>, 'offset' | 'limit'>
type Query = z.output<NonNullable<(typeof casesRoute)['query']>>
type Reply = z.input<NonNullable<(typeof casesRoute)['reply']>>

type Row = {
  id: string
  number: string
  system: string
  rev: number
  name: string
  heading: string | null
  unitCode: string | null
  unitName: string | null
  category: string | null
  round: string | null
  status: CaseRow['status']
  stage: string | null
  office: Office | null
  due: string | null
  ending: CaseRow['ending']
  annulled: boolean
  submitted: string | null
  score: string | null
  issued: string | null
  version: number
}

/** A page of cases in view, what waits longest first, with how many stand at each stage. */
export async function listCases(work: Work, cases: Cases, query: Query): Promise<Reply> {
  const rows = await rowsOf(work, cases, query, sql`limit ${query.limit} offset ${query.offset}`)
  const { total, stages } = await countsOf(work, cases, query)
  return {
    total,
    rows: rows.map((row) => caseRowOf(work, cases, row)),
    stages,
    actions: listActions(work, cases, query),
  }
}

/** Every case that the filters find, for taking away. */
export async function allCases(work: Work, cases: Cases, query: CaseQuery): Promise<CaseRow[]> {
  return (await rowsOf(work, cases, query, sql``)).map((row) => caseRowOf(work, cases, row))
}

/** Cases by their ids, as lists show them. */
export async function caseRows(work: Work, cases: Cases, ids: readonly string[]): Promise<CaseRow[]> {
  return (await select(work, cases, sql`c.id = any (${ids}::uuid[])`, sql``)).map((row) =>
    caseRowOf(work, cases, row),
  )
}

function rowsOf(work: Work, cases: Cases, query: CaseQuery, page: RawBuilder<unknown>): Promise<Row[]> {
  return select(work, cases, fitting(work, cases, query), page)
}

async function select(
  { tx, caller, now }: Work,
  cases: Cases,
  condition: RawBuilder<unknown>,
  page: RawBuilder<unknown>,
): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select c.id, c.number, c.system, c.rev, c.name, ${headingOf(cases)} as heading, u.code as "unitCode", s.name as "unitName", c.category, r.title as round,
      c.status, c.stage, c.office, c.due_on as due, c.ending, c.annulled, c.submitted_on as submitted, c.score, c.issued, c.version
    from case_record c
    left join case_round r on r.region_id = c.region_id and r.id = c.round_id
    left join unit u on u.region_id = c.region_id and u.id = c.unit_id
    left join unit_state s on s.region_id = c.region_id and s.unit_id = c.unit_id and s.valid @> ${dayAt(now)}::date
    where c.region_id = ${caller.region} and ${condition}
    order by (c.status = 'ended'), c.due_on nulls last, c.system, c.year desc, c.number ${page}`.execute(tx)
  return rows
}

/** The condition of the filters on `c`. */
function fitting(work: Work, cases: Cases, query: CaseQuery): RawBuilder<unknown> {
  const { caller } = work
  const conditions = [sql`true`]
  const same = {
    system: query.system,
    round_id: query.round,
    stage: query.stage,
    status: query.status,
    ending: query.ending,
    category: query.category,
    year: query.year,
  }
  for (const [column, value] of Object.entries(same)) {
    if (value !== undefined) conditions.push(sql`${sql.ref(`c.${column}`)} = ${value}`)
  }
  // a draft is its applicant's own, also when it was given up
  if (query.status !== 'draft' && query.mine !== true) conditions.push(sql`c.submitted_on is not null`)
  // what was taken back counts as granted in no figure
  if (query.ending === 'granted') conditions.push(sql`not c.annulled`)
  if (query.refusedAt !== undefined) {
    conditions.push(sql`exists (select from case_event e where e.region_id = c.region_id and e.case_id = c.id
      and e.ending = 'refused' and e.stage = ${query.refusedAt}
      and (${query.refusedBecause ?? null}::text is null or ${REASON} = ${query.refusedBecause ?? null}))`)
  }
  if (query.floor === true) conditions.push(sql`c.of_floor`)
  if (query.passed !== undefined) {
    conditions.push(sql`${query.passed} = any (${passedNow(sql`c`, orderAmong(sql`c`, cases.newest))}) and not c.annulled
      and (c.status <> 'ended' or c.ending = 'granted')`)
  }
  if (query.unit !== undefined) {
    conditions.push(sql`c.unit_id in (select b.unit_id from unit n, units_below(${caller.region}, n.id, ${dayAt(work.now)}::date) b
      where n.region_id = ${caller.region} and n.code = ${query.unit})`)
  }
  const words = query.search?.trim() ?? ''
  if (words !== '') {
    const pattern = `%${words.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
    conditions.push(
      sql`(c.name ilike ${pattern} or c.number ilike ${pattern} or c.issued ilike ${pattern} or c.name_initials like ${`${words.toLowerCase()}%`}
        or ${headingOf(cases)} ilike ${pattern})`,
    )
  }
  if (query.mine === true) conditions.push(waitsForCaller(work))
  return sql.join(conditions, sql` and `)
}

/** What the caller is to do: by the role's office, as the applicant, and for those who are away. */
export function waitsForCaller(work: Work): RawBuilder<unknown> {
  const { caller } = work
  const applicant = sql`(c.office = 'applicant' or c.status = 'draft') and (c.applicant_id = ${caller.account} or c.person_id = ${caller.person}
    or (${caller.role} = 'school' and c.person_id is null and c.unit_id = ${caller.unit}))`
  const offices: Partial<Record<typeof caller.role, readonly Office[]>> = {
    officer: ['centre', 'upper'],
    leader: ['bureau'],
    cluster: ['cluster'],
    school: ['school'],
  }
  const own = offices[caller.role] ?? []
  const here = caller.role === 'school' ? sql`and c.unit_id = ${caller.unit}` : sql``
  return sql`c.status in ('draft', 'open', 'returned') and ((${applicant}) or (c.office = any (${own}::text[]) ${here})
    or ${waitsForAway(work)})`
}

/** What waits for somebody for whom the caller acts today; looked up once for all cases. */
function waitsForAway({ caller, now }: Work): RawBuilder<unknown> {
  const today = dayAt(now)
  const away = sql`session_stands_for(${today}::date) a`
  return sql`(c.office = any ((select array_agg(o) from ${away}, unnest(case a.role when 'officer' then '{centre,upper}'::text[]
      when 'leader' then '{bureau}' end) o)::text[])
    or (c.office = 'cluster' and c.unit_id = any ((select array_agg(b.unit_id) from ${away},
      units_below(${caller.region}, a.unit_id, ${today}::date) b where a.role = 'cluster')::uuid[]))
    or (c.office = 'school' and c.unit_id = any ((select array_agg(a.unit_id) from ${away} where a.role = 'school')::uuid[])))`
}

async function countsOf(
  work: Work,
  cases: Cases,
  query: CaseQuery,
): Promise<Pick<Reply, 'total' | 'stages'>> {
  const { stage, ...others } = query
  const { rows } = await sql<{ stage: string | null; system: string; count: number }>`
    select c.stage, c.system, count(*)::integer as count from case_record c
    where c.region_id = ${work.caller.region} and ${fitting(work, cases, others)} group by c.stage, c.system`.execute(
    work.tx,
  )
  const total = rows
    .filter((row) => stage === undefined || row.stage === stage)
    .reduce((sum, { count }) => sum + count, 0)
  const definition = query.system === undefined ? undefined : cases.find(query.system)
  const stages = definition === undefined ? [] : stagesOf(definition)
  return {
    total,
    stages: stages.map(({ id, stage: at }) => ({
      stage: id,
      title: at.title,
      count: rows.filter((row) => row.stage === id).reduce((sum, { count }) => sum + count, 0),
    })),
  }
}

function caseRowOf({ now }: Work, cases: Cases, row: Row): CaseRow {
  const definition = cases.nearest(row.system, row.rev)
  const { unitCode, unitName, office, rev: _, score, annulled, ...same } = row
  return {
    ...same,
    score: score === null ? null : Number(score),
    systemTitle: definition?.title ?? row.system,
    unit: unitCode === null ? null : { code: unitCode, name: unitName ?? unitCode },
    statusWord:
      row.ending === null
        ? STATUS_WORDS[row.status]
        : row.submitted === null
          ? GIVEN_UP
          : `${definition?.endings[row.ending] ?? STATUS_WORDS.ended}${annulled ? `（${ANNULLED}）` : ''}`,
    stageTitle: titleAt(definition, row.stage),
    waitsFor: row.status === 'ended' || office === null ? null : OFFICE_WORDS[office],
    late: row.status !== 'ended' && row.due !== null && row.due < dayAt(now),
  }
}

function titleAt(definition: CaseDefinition | undefined, stage: string | null): string | null {
  const known = definition === undefined ? [] : stagesOf(definition)
  return stage === null ? null : (known.find(({ id }) => id === stage)?.stage.title ?? stage)
}

function listActions({ caller }: Work, cases: Cases, { system }: CaseQuery): Action[] {
  const definition = system === undefined ? undefined : cases.find(system)
  if (definition === undefined) return []
  return [actionOf('open', whyNotOpen(caller.role, definition))]
}

/** Why a role does not hand in a case of a system; null where it does. */
function whyNotOpen(role: Work['caller']['role'], { subject }: CaseDefinition): string | null {
  if (role === 'leader' || role === 'cluster') return '局领导和学区办理事项，不代为申请。'
  if (subject === 'school' && role !== 'school' && role !== 'officer' && role !== 'system')
    return '由学校管理员以学校名义申报。'
  if (subject === 'teacher' && role === 'applicant') return '本体系面向在册教师，请用教师账号申请。'
  return null
}
