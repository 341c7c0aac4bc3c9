import type { AllowanceRow, AllowanceState, DutyRow } from '#contract/title.ts'
import type { NewStandard, IndicatorRow } from '#contract/standard.ts'
import type { Values } from '#kernel/parameters/define.ts'
import type { TitleDefinition } from './define.ts'

/** What a holder of a title owes in a year, and how much of it is on record. `have` by the duty's id. */
export function dutiesOf(
  { duties }: TitleDefinition,
  params: Values,
  title: string,
  have: ReadonlyMap<string, number>,
): DutyRow[] {
  return duties
    .map(({ id, title: says, unit, needed }) => ({
      id,
      title: says,
      unit,
      have: have.get(id) ?? 0,
      need: needed(params, title),
    }))
    .filter(({ need }) => need > 0)
}

/** Whether a duty is still owed. */
export function isOwed({ have, need }: Pick<DutyRow, 'have' | 'need'>): boolean {
  return have < need
}

/**
 * The standard by which the holders of a title are appraised for a year: a leaf for each duty with the year's number,
 * proved by records; what judges score besides; the vetoes.
 */
export function standardFor(
  definition: TitleDefinition,
  params: Values,
  { title, year, document }: { title: string; year: number; document: string },
): Omit<NewStandard, 'key'> {
  return {
    code: `title-${definition.codes[title] ?? 'other'}-${year}`,
    title: `${year} 年${title}年度考核标准`,
    document,
    decimals: 2,
    indicators: [...dutyLeaves(definition, params, title), ...otherLeaves(definition)],
    sources: [
      { id: 'experts', weight: '100', by: 'judges', dropFrom: 5 },
      { id: 'self', weight: '0', by: 'judges', dropFrom: null },
    ],
    bands: [...definition.bands],
  }
}

const EVIDENCE = { activity: 'activity', pairing: 'pairing', work: 'work' } as const

function dutyLeaves(definition: TitleDefinition, params: Values, title: string): IndicatorRow[] {
  return definition.duties
    .filter(({ needed }) => needed(params, title) > 0)
    .map((duty) => ({
      ...leaf(duty.id, duty.title, duty.points),
      evidence: EVIDENCE[duty.records.kind],
      says: `每年不少于 ${duty.needed(params, title)} ${duty.unit}；达到的得满分，不足的按比例得分。`,
    }))
}

function otherLeaves({ beside, vetoes }: TitleDefinition): IndicatorRow[] {
  return [
    ...beside.map(({ id, title, points, says }) => ({ ...leaf(id, title, points), says })),
    ...vetoes.map(({ id, title }) => ({ ...leaf(id, title, 0), veto: true })),
  ]
}

function leaf(id: string, title: string, points: number): IndicatorRow {
  return {
    id,
    parent: null,
    title,
    points: String(points),
    weight: null,
    veto: false,
    evidence: 'none',
    says: '',
  }
}

/** What is known of a holder of a title for a year's allowance. */
export type Entitled = {
  person: AllowanceRow['person']
  unit: AllowanceRow['unit']
  title: string
  /** 等次 of the published result; null while there is none. */
  band: string | null
  /** Why the title ended early by the end of the year; null where it stood. */
  why: string | null
  paid: { entry: string; on: string; amount: number; band: string } | null
}

/**
 * Who is paid how much for a year, and why: by the result of the appraisal, nothing without one, nothing after an exit
 * within the year, and of several titles the highest only, where the region says so. What was paid stands.
 */
export function allowancesOf(
  definition: TitleDefinition,
  params: Values,
  holders: readonly Entitled[],
): AllowanceRow[] {
  const rows = holders.map((holder) => allowanceOf(definition, params, holder))
  return definition.highestOnly(params) ? highestOf(rows) : rows
}

function allowanceOf(
  { rate }: TitleDefinition,
  params: Values,
  { person, unit, title, band, why, paid }: Entitled,
): AllowanceRow {
  const row = { person, unit, title, band: paid?.band ?? band }
  const nothing = (state: AllowanceState, because: string): AllowanceRow => ({
    ...row,
    amount: 0,
    state,
    because,
    paid: null,
  })
  if (paid !== null) {
    const because = `考核${paid.band}，已发。`
    return { ...row, amount: paid.amount, state: 'paid', because, paid: { entry: paid.entry, on: paid.on } }
  }
  if (why !== null) return nothing('ended', `年内已退出（${why}），不发。`)
  if (band === null) return nothing('no-result', '还没有公布的年度考核结果，不能发。')
  const amount = rate(params, title, band)
  if (amount === 0) return nothing('none', `考核${band}，按办法不发。`)
  return { ...row, amount, state: 'due', because: `考核${band}，年津贴 ${amount} 元。`, paid: null }
}

/** Of each person's allowances what was paid stands, else the highest is due; the first of equal ones. */
function highestOf(rows: readonly AllowanceRow[]): AllowanceRow[] {
  const best = new Map<string, AllowanceRow>()
  for (const row of rows.filter(({ state }) => state === 'paid' || state === 'due')) {
    const before = best.get(row.person.id)
    if (before === undefined || outranks(row, before)) best.set(row.person.id, row)
  }
  return rows.map((row) => {
    const first = best.get(row.person.id)
    if (row.state !== 'due' || first === row || first === undefined) return row
    return { ...row, amount: 0, state: 'other-title', because: `按${first.title}发放，只发最高的一项。` }
  })
}

function outranks(row: AllowanceRow, before: AllowanceRow): boolean {
  if (row.state !== before.state) return row.state === 'paid'
  return row.amount > before.amount
}

/** Why a title should be ended; null where nothing speaks for it. */
export function doubtOf(
  { failing }: TitleDefinition,
  { band, year, posted }: { band: string | null; year: number | null; posted: boolean },
): string | null {
  if (band === failing) return `${year} 年考核${failing}`
  return posted ? null : '已不在本区域任职'
}
