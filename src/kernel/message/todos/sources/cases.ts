import { sql } from 'kysely'
import type { CaseDefinition } from '#kernel/case/define.ts'
import { unanswered } from '#kernel/case/complaints.ts'
import { headingOf } from '#kernel/case/heading.ts'
import { judgingsOf } from '#kernel/case/judging.ts'
import { waitsForCaller } from '#kernel/case/list.ts'
import { stagesOf } from '#kernel/case/steps.ts'
import type { Day } from '#lib/dates.ts'
import { LISTED, type TodoFinder, type Waiting } from '../../define.ts'

type Row = {
  id: string
  number: string
  system: string
  rev: number
  name: string
  heading: string | null
  stage: string | null
  due: Day | null
  total: number
}

/** Cases at a step that the caller's office deals with, and the caller's own that were returned or not handed in. */
export const cases: TodoFinder = {
  source: 'case',
  find: async (work, all) => {
    const { rows } =
      await sql<Row>`select c.id, c.number, c.system, c.rev, c.name, ${headingOf(all)} as heading, c.stage, c.due_on as due, count(*) over ()::integer as total
      from case_record c where c.region_id = ${work.caller.region} and ${waitsForCaller(work)}
      order by c.due_on nulls last, c.number limit ${LISTED}`.execute(work.tx)
    return {
      total: rows[0]?.total ?? 0,
      link: '/cases?mine=true',
      items: rows.map((row) => itemOf(row, all.nearest(row.system, row.rev))),
    }
  },
}

function itemOf(
  { id, number, system, name, heading, stage, due }: Row,
  definition: CaseDefinition | undefined,
): Waiting['items'][number] {
  const step =
    definition === undefined ? undefined : stagesOf(definition).find((placed) => placed.id === stage)
  return {
    title: `${definition?.title ?? system}：${heading ?? name}`,
    detail: [heading === null ? null : name, step?.stage.title ?? stage, number]
      .filter((part) => part !== null && part !== '')
      .join(' · '),
    link: `/cases/${id}`,
    due,
  }
}

/** Applications that the caller judges and has given no points yet. */
export const judgings: TodoFinder = {
  source: 'judging',
  find: async (work, all) => {
    if (work.caller.person === null) return { total: 0, items: [], link: '/judgings' }
    const open = (await judgingsOf(work, all)).judgings.filter((one) => one.open && one.points === null)
    return {
      total: open.length,
      link: '/judgings',
      items: open.slice(0, LISTED).map((one) => ({
        title: `${one.systemTitle} ${one.blind} 号`,
        detail: one.stageTitle,
        link: '/judgings',
        due: null,
      })),
    }
  },
}

/** Complaints about rounds that nobody has answered; the centre answers them. */
export const complaints: TodoFinder = {
  source: 'complaint',
  find: async (work) => {
    if (work.caller.role !== 'officer') return { total: 0, items: [], link: '/complaints' }
    const { total, rounds } = await unanswered(work, LISTED)
    const items = rounds.map((title) => ({
      title: `投诉举报：${title}`,
      detail: '核实并答复',
      link: '/complaints',
      due: null,
    }))
    return { total, items, link: '/complaints' }
  },
}
