import { sql } from 'kysely'
import type * as z from 'zod'
import type { judgings, scoreCase } from '#contract/judging.ts'
import { notFound, Refused, type Refusal } from '#lib/refusal.ts'
import { audit, type Work } from '#kernel/call.ts'
import { once } from '#kernel/once.ts'
import type { CaseDefinition } from './define.ts'
import { fieldTitle, readValue } from './form.ts'
import { judgesFields } from './judges-see.ts'
import { judgedFiles } from './judging-files.ts'
import type { Cases } from './registry.ts'
import { refusePoints } from './score.ts'
import { stageOf } from './steps.ts'

type Judging = z.input<NonNullable<typeof judgings.reply>>['judgings'][number]
type Asked = z.output<NonNullable<typeof scoreCase.body>>
type Sheet = {
  id: string
  system: string
  rev: number
  stage: string
  blind: string
  category: string | null
  open: boolean
  since: number
  form: Record<string, string>
}

/** What the caller is to judge, and has judged: by number, what is open first. */
export async function judgingsOf(work: Work, cases: Cases): Promise<{ judgings: Judging[] }> {
  const sheets = await sheetsOf(work)
  const points = await pointsOf(work, sheets)
  const files = await judgedFiles(work)
  return {
    judgings: sheets.map((sheet) => {
      const definition = cases.of(sheet.system, sheet.rev)
      return {
        id: sheet.id,
        systemTitle: definition.title,
        stageTitle: stageOf(definition, sheet.stage).title,
        blind: sheet.blind,
        category: sheet.category,
        dimensions: Object.entries(dimensionsOf(definition, sheet.stage)).map(([title, full]) => ({
          title,
          points: full,
        })),
        shown: shownOf(definition, sheet.form),
        files: (files.get(sheet.id) ?? []).map(({ n, material, bytes }) => ({
          n,
          title: `${definition.materials[material]?.title ?? '材料'} ${n}`,
          bytes,
        })),
        points: points.get(sheet.id) ?? null,
        open: sheet.open,
        again: sheet.open && sheet.since > 0 && !points.has(sheet.id),
      }
    }),
  }
}

async function sheetsOf({ tx }: Work): Promise<Sheet[]> {
  const { rows } =
    await sql<Sheet>`select id, system, rev, stage, blind, category, open, since, form from judging_sheet()
    order by open desc, system, stage, blind`.execute(tx)
  return rows
}

/** Points that count, by judging; the database shows a judge nobody else's. */
async function pointsOf(
  { tx, caller }: Work,
  sheets: readonly Sheet[],
): Promise<Map<string, Record<string, number>>> {
  const since = new Map(sheets.map((sheet) => [sheet.id, sheet.since]))
  const { rows } = await sql<{ id: string; since: number; dimension: string; points: string }>`
    select judging_id as id, since, dimension, points from case_point
    where region_id = ${caller.region} and judging_id = any (${[...since.keys()]}::uuid[])`.execute(tx)
  const byJudging = new Map<string, Record<string, number>>()
  for (const { id, dimension, points } of rows.filter((row) => row.since === since.get(row.id)))
    byJudging.set(id, { ...byJudging.get(id), [dimension]: Number(points) })
  return byJudging
}

function dimensionsOf(definition: CaseDefinition, id: string): Readonly<Record<string, number>> {
  const stage = stageOf(definition, id)
  return stage.kind === 'review' ? stage.dimensions : {}
}

/** Of the form only what the definition shows to judges: what could tell who it is, is not marked. */
function shownOf(definition: CaseDefinition, form: Readonly<Record<string, string>>): Judging['shown'] {
  return judgesFields(definition)
    .filter((name) => form[name] !== undefined)
    .map((name) => ({
      title: fieldTitle(definition, name),
      value: wordOf(readValue(definition, name, form[name] ?? '')),
    }))
}

function wordOf(value: unknown): string {
  if (typeof value === 'boolean') return value ? '是' : '否'
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/**
 * Takes a judge's points, or why the judge steps aside instead. Points may be changed until the review is closed.
 * @throws Refused 404, 409 once it is closed, 422 with the dimension that does not fit.
 */
export function scoreOne(
  work: Work,
  cases: Cases,
  id: string,
  { key, ...said }: Asked,
): Promise<{ done: true }> {
  return once(work, { key, action: 'score-case', content: { id, ...said } }, async () => {
    const sheet = (await sheetsOf(work)).find((one) => one.id === id)
    if (sheet === undefined) throw notFound('这份评审')
    const refusal = refuseSaid(dimensionsOf(cases.of(sheet.system, sheet.rev), sheet.stage), said)
    if (refusal !== null) throw new Refused(422, refusal)
    const standing =
      said.recuse === null
        ? await givePoints(work, id, said.points ?? {})
        : await stepAside(work, id, said.recuse)
    if (standing !== 'open')
      throw new Refused(409, { code: 'closed', because: '评审已经结束，不能再打分或改分。' })
    await audit(work.tx, said.recuse === null ? 'case.scored' : 'case.recused', { kind: 'judging', id }, said)
    return { done: true }
  })
}

function refuseSaid(
  dimensions: Readonly<Record<string, number>>,
  { points, recuse }: Omit<Asked, 'key'>,
): Refusal | null {
  if ((points === null) === (recuse === null))
    return { code: 'either', because: '请逐项打分，或写明回避的理由，两者选一。' }
  return points === null ? null : refusePoints(dimensions, points)
}

async function givePoints(
  { tx }: Work,
  id: string,
  points: Readonly<Record<string, number>>,
): Promise<string> {
  const { rows } = await sql<{
    said: string
  }>`select give_points(${id}, ${JSON.stringify(points)}::jsonb) as said`.execute(tx)
  return rows[0]?.said ?? 'unknown'
}

async function stepAside({ tx }: Work, id: string, because: string): Promise<string> {
  const { rows } = await sql<{ said: string }>`select step_aside(${id}, ${because}) as said`.execute(tx)
  return rows[0]?.said ?? 'unknown'
}
