import { t } from '../../lib/t.ts'
import type { Policy } from './policy.tsx'

/** A row of the policy as typed; the rate in percent. */
export type TypedRow = {
  category: string
  required: string
  hoursPerCredit: string
  ceiling: string
  leastRate: string
}

/** A saved row as it is typed. */
export function asTyped(row: Policy): TypedRow {
  return {
    category: row.category,
    required: String(row.required),
    hoursPerCredit: String(row.hoursPerCredit),
    ceiling: row.ceiling === null ? '' : String(row.ceiling),
    leastRate: String(Math.round(row.leastRate * 1e6) / 1e4),
  }
}

/** A typed row as the server takes it. */
export function asBody(row: TypedRow): Omit<Policy, 'year'> {
  return {
    category: row.category.trim(),
    required: Number(row.required),
    hoursPerCredit: Number(row.hoursPerCredit),
    ceiling: row.ceiling.trim() === '' ? null : Number(row.ceiling),
    leastRate: Math.round(Number(row.leastRate) * 1e4) / 1e6,
  }
}

/** What does not fit yet, in words; undefined when it can be saved. */
export function problem(rows: readonly TypedRow[], because: string): string | undefined {
  return rowsProblem(rows) ?? (because.trim().length < 2 ? t('请写明依据') : undefined)
}

/** The same of the rows alone: a trial needs no document. */
export function rowsProblem(rows: readonly TypedRow[]): string | undefined {
  const bad = rows.map(rowProblem).find((one) => one !== undefined)
  if (bad !== undefined) return bad
  const names = rows.map((row) => row.category.trim())
  if (new Set(names).size < names.length) return t('同一类别只能有一行')
  return rows.length === 0 ? t('至少要有一类') : undefined
}

function rowProblem(row: TypedRow): string | undefined {
  const { required, hoursPerCredit, ceiling, leastRate } = asBody(row)
  if (row.category.trim() === '') return t('请填写学分类别')
  if (row.required.trim() === '' || !(required >= 0)) return t('年度要求应是不小于 0 的数')
  if (!(hoursPerCredit > 0)) return t('学时每学分应大于 0')
  if (ceiling !== null && !(ceiling >= 0)) return t('单项上限应是不小于 0 的数，或留空')
  return leastRate >= 0 && leastRate <= 1 ? undefined : t('最低出勤率应在 0 到 100 之间')
}
