import { readFileSync } from 'node:fs'
import type { ProgrammeRow, SummaryFacts, UnitRow, UnitYear, PolicyRow } from '#kernel/document/facts.ts'

/** A county's units, records, policies and programmes of two years, as the fixture holds them. */
interface County {
  units: UnitRow[]
  records: UnitYear[]
  policies: PolicyRow[]
  programmes: ProgrammeRow[]
}

const county = JSON.parse(
  readFileSync(new URL('./fixtures/document/county.json', import.meta.url), 'utf8'),
) as County

/** The sample county's facts for one of its units and years. */
export function sampleFacts(code: string, year: number, from: County = county): SummaryFacts {
  const unit = from.units.find((row) => row.code === code)
  const [region] = from.units
  if (!unit || !region) throw new Error(`no unit ${code} in the fixture`)
  const scope = unit.category === '中心' ? region.code : code
  const units = below(from, scope).filter((row) => row.category === '学区' || row.category === '学校')
  const hosts = new Set([scope, ...below(from, scope).map((row) => row.code)])
  return {
    unit,
    region,
    year,
    issuer: unit.category === '学校' ? unit.name : '青川谷县教师发展中心',
    issued: `${year + 1}-01-15`,
    units,
    records: from.records,
    policies: from.policies,
    programmes: from.programmes.filter((row) => hosts.has(row.host)),
  }
}

/** The same county with its two years swapped: whatever rose has fallen. */
export function swappedFacts(code: string): SummaryFacts {
  return sampleFacts(code, 2025, {
    ...county,
    records: swap(county.records),
    policies: swap(county.policies),
    programmes: swap(county.programmes),
  })
}

function below(from: County, code: string): UnitRow[] {
  return from.units.filter((row) => row.parent === code).flatMap((row) => [row, ...below(from, row.code)])
}

function swap<Row extends { year: number }>(rows: Row[]): Row[] {
  return rows.map((row) => ({ ...row, year: 4049 - row.year }))
}
