import { divided, exact, hundredths, NOTHING, reaches, times } from './exact.ts'
import type { Exact } from './exact.ts'
import type { Row } from './book.ts'

type Sheets = Readonly<Record<string, readonly Row[]>>

/** A recognised participation. */
export type Recognised = {
  person: string
  role: string
  hours: Exact
  activity: Row
  programme: Row
  year: number
}

/** Every recognised participation, by the rules of "How it counts". */
export function recognised(sheets: Sheets): Recognised[] {
  const activities = new Map((sheets['活动'] ?? []).map((row) => [row['活动编号'], row]))
  const programmes = new Map((sheets['项目'] ?? []).map((row) => [row['项目编号'], row]))
  const came = new Map<string, number>()
  for (const row of sheets['签到'] ?? []) {
    const key = `${row['活动编号']}/${row['身份证件号']}`
    if (row['状态'] === '出勤' || row['状态'] === '迟到') came.set(key, (came.get(key) ?? 0) + 1)
  }
  return (sheets['参与'] ?? []).flatMap((row) => {
    const activity = activities.get(row['活动编号'] ?? '')
    const programme = programmes.get(activity?.['项目编号'] ?? '')
    if (activity === undefined || programme === undefined) return []
    const attended = came.get(`${row['活动编号']}/${row['身份证件号']}`) ?? 0
    const year = Number(String(activity['结束时间']).slice(0, 4))
    const hours = hoursOf(row, attended, activity, leastRate(sheets, year, programme['学分类别']))
    return hours === null
      ? []
      : [{ person: String(row['身份证件号']), role: String(row['角色']), hours, activity, programme, year }]
  })
}

function hoursOf(row: Row, attended: number, activity: Row, least: Exact): Exact | null {
  const hours = exact(activity['学时'] ?? 0)
  if (row['角色'] !== '学员') return hours
  const rate: Exact = [BigInt(attended), BigInt(activity['场次数'] ?? 1)]
  return reaches(rate, least) ? times(hours, rate) : null
}

function policyOf(sheets: Sheets, year: number, category: unknown): Row | undefined {
  return sheets['学分政策']?.find((row) => Number(row['年度']) === year && row['学分类别'] === category)
}

function leastRate(sheets: Sheets, year: number, category: unknown): Exact {
  return exact(policyOf(sheets, year, category)?.['最低出勤率'] ?? '0.8')
}

/** Hundredths of a credit of so many hours under a policy. */
function creditOf(hours: Exact, policy: Row): bigint {
  const credits = divided(hours, exact(policy['学时每学分'] ?? 1))
  const cap = policy['单项上限']
  return hundredths(cap == null || !reaches(credits, exact(cap)) ? credits : exact(cap))
}

/** Hundredths of credits of a year: person → category → sum. */
export type Ledger = ReadonlyMap<string, ReadonlyMap<string, bigint>>

/** Credits of a year from participations (once an activity, the largest role) and 网络学时. */
export function ledgerOf(sheets: Sheets, year: number, participations: readonly Recognised[]): Ledger {
  const items = new Map<string, { person: string; category: string; amount: bigint }>()
  for (const part of participations.filter((p) => p.year === year)) {
    const policy = policyOf(sheets, year, part.programme['学分类别'])
    if (policy === undefined) continue
    const key = `${part.person}/${part.activity['活动编号']}`
    const amount = creditOf(part.hours, policy)
    if (amount > (items.get(key)?.amount ?? -1n))
      items.set(key, { person: part.person, category: String(policy['学分类别']), amount })
  }
  const online = policyOf(sheets, year, '网络')
  const courses = (sheets['网络学时'] ?? []).filter(
    (row) => Number(String(row['完成日期']).slice(0, 4)) === year,
  )
  const studied =
    online === undefined
      ? []
      : courses.map((row) => ({
          person: String(row['身份证件号']),
          category: '网络',
          amount: creditOf(exact(row['学时'] ?? 0), online),
        }))
  return sumsOf([...items.values(), ...studied])
}

function sumsOf(items: readonly { person: string; category: string; amount: bigint }[]): Ledger {
  const ledger = new Map<string, Map<string, bigint>>()
  for (const { person, category, amount } of items) {
    const mine = ledger.get(person) ?? new Map<string, bigint>()
    mine.set(category, (mine.get(category) ?? 0n) + amount)
    ledger.set(person, mine)
  }
  return ledger
}

/** True when every category of the year's policy reaches its requirement; nobody meets a year without policy. */
export function meets(sheets: Sheets, year: number, ledger: Ledger, person: string): boolean {
  const policy = (sheets['学分政策'] ?? []).filter((row) => Number(row['年度']) === year)
  const held = (row: Row): Exact => [ledger.get(person)?.get(String(row['学分类别'])) ?? NOTHING[0], 100n]
  return policy.length > 0 && policy.every((row) => reaches(held(row), exact(row['年度要求'] ?? 0)))
}
