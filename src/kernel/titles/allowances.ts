import type * as z from 'zod'
import {
  allowanceStates,
  type AllowanceRow,
  type AllowanceState,
  type payAllowances,
  type titleAllowances,
} from '#contract/title.ts'
import { actionOf } from '#kernel/action.ts'
import { audit, type Work } from '#kernel/call.ts'
import { askedUnit } from '#kernel/figures/scope.ts'
import { enterFund } from '#kernel/money/entries.ts'
import { once } from '#kernel/once.ts'
import { refusingClashes } from '#kernel/overlap.ts'
import { newId } from '#lib/ids.ts'
import { Refused } from '#lib/refusal.ts'
import { dayOfYear } from './appraise.ts'
import { allowancesOf, type Entitled } from './decide.ts'
import { titlesOf, type TitleDefinition } from './define.ts'
import { paramsOf } from '#kernel/parameters/values.ts'
import { placeOf, whyNotCentre } from './read.ts'
import { holderKey, newestOf, outcomesSince } from './results.ts'
import { findTerms, insertAllowances, paidAllowances, type Term } from './store.ts'

type ReplyOf<R> = R extends { reply?: infer S } ? (S extends z.ZodType ? z.input<S> : never) : never

/** The item of the books under which allowances are paid. */
export const ALLOWANCE_ITEM = '特殊津贴'
/** So many refused names are told at once. */
const NAMED = 8

/** What a list of allowances is asked for. */
export type AskedAllowances = {
  year: number
  state?: AllowanceState | undefined
  title?: string | undefined
  unit?: string | undefined
  offset: number
  limit: number
}

/** Who is paid how much for a year, and why, with the sums. @throws Refused 404 for a unit out of sight. */
export async function allowanceList(
  work: Work,
  definition: TitleDefinition,
  asked: AskedAllowances,
): Promise<ReplyOf<typeof titleAllowances>> {
  const units = asked.unit === undefined ? null : (await askedUnit(work, asked.year, asked.unit)).units
  const all = inOrder(await allowancesOfYear(work, definition, asked.year, units))
  const shown = all.filter(
    (row) =>
      (asked.state === undefined || row.state === asked.state) &&
      (asked.title === undefined || row.title === asked.title),
  )
  const of = (state: AllowanceState): AllowanceRow[] => all.filter((row) => row.state === state)
  const counts = Object.fromEntries(allowanceStates.map((state) => [state, of(state).length]))
  return {
    total: shown.length,
    amount: sum(shown),
    counts: counts as Record<AllowanceState, number>,
    due: sum(of('due')),
    paid: sum(of('paid')),
    rows: shown.slice(asked.offset, asked.offset + asked.limit),
    actions: [
      actionOf('pay', whyNotCentre(work) ?? (of('due').length === 0 ? '没有应发未发的津贴。' : null)),
    ],
  }
}

/** What is due first, as the states stand; within a state as on file. */
function inOrder(rows: readonly AllowanceRow[]): AllowanceRow[] {
  return rows.toSorted((a, b) => allowanceStates.indexOf(a.state) - allowanceStates.indexOf(b.state))
}

/** In yuan, exact to the cent. */
function sum(rows: readonly AllowanceRow[]): number {
  return rows.reduce((all, { amount }) => all + Math.round(amount * 100), 0) / 100
}

async function allowancesOfYear(
  work: Work,
  definition: TitleDefinition,
  year: number,
  units: ReadonlySet<string> | null,
): Promise<AllowanceRow[]> {
  const params = await paramsOf(work, definition, year)
  const held = await entitledTerms(work, definition, year)
  const results = newestOf((await outcomesSince(work, year)).filter((one) => one.year === year))
  const paid = new Map((await paidAllowances(work, { year })).map((one) => [holderKey(one), one]))
  const holders = held.map((term): Entitled => {
    const key = holderKey({ person: term.personId, title: term.title })
    const { person, unit } = placeOf(term)
    return {
      person,
      unit,
      title: term.title,
      band: results.get(key)?.band ?? null,
      why: term.why,
      paid: paid.get(key) ?? null,
    }
  })
  const rows = allowancesOf(definition, params, holders)
  return units === null ? rows : rows.filter((_, at) => units.has(held[at]?.unitId ?? ''))
}

/** Those who held a title of the pyramid at the end of the year, or lost it early within it; each title once. */
async function entitledTerms(work: Work, definition: TitleDefinition, year: number): Promise<Term[]> {
  const asked = { day: dayOfYear(work, year), titles: titlesOf(definition) }
  const standing = await findTerms(work, { ...asked, state: 'in-force' })
  const ended = (await findTerms(work, { ...asked, state: 'ended' })).filter(
    ({ endedOn }) => endedOn !== null && endedOn >= `${year}-01-01`,
  )
  const known = new Map<string, Term>()
  for (const term of [...ended, ...standing.map((one) => ({ ...one, why: null }))]) {
    known.set(holderKey({ person: term.personId, title: term.title }), term)
  }
  return [...known.values()]
}

type AskedPayment = z.output<NonNullable<(typeof payAllowances)['body']>>

/**
 * Pays a list of allowances out of the centre's books: one entry for all, a line each. Nobody is paid twice for a title
 * and year, nobody without a result.
 * @throws Refused 403, 409 naming those who cannot be paid and why, or for a voucher that is known.
 */
export function payList(
  work: Work,
  definition: TitleDefinition,
  asked: AskedPayment,
): Promise<{ entry: string; people: number; amount: number }> {
  const { key, ...content } = asked
  return once(work, { key, action: 'pay-allowances', content }, async () => {
    const refused = whyNotCentre(work)
    if (refused !== null) throw new Refused(403, { code: 'role', because: refused })
    const rows = await payable(work, definition, asked)
    const amount = sum(rows)
    const { id: entry } = await enterFund(work, await entryOf(work, asked, rows, amount))
    const lines = rows.map(({ person, title, band, amount: each }) => ({
      id: newId(work.now.getTime()),
      person: person.id,
      title,
      band: band ?? '',
      amount: each,
    }))
    const twice = {
      code: 'paid-before',
      because: '名单里有人的津贴刚刚已经发放，请刷新后再看。',
      field: 'items',
    }
    await refusingClashes(twice, () => insertAllowances(work, { year: asked.year, entry }, lines))
    await audit(
      work.tx,
      'title.pay',
      { kind: 'fund-entry', id: entry },
      { year: asked.year, people: lines.length, amount },
    )
    return { entry, people: lines.length, amount }
  })
}

async function payable(
  work: Work,
  definition: TitleDefinition,
  { year, items }: AskedPayment,
): Promise<AllowanceRow[]> {
  const all = new Map(
    (await allowancesOfYear(work, definition, year, null)).map((row) => [
      holderKey({ person: row.person.id, title: row.title }),
      row,
    ]),
  )
  const keys = [...new Set(items.map((item) => holderKey(item)))]
  const rows = keys.flatMap((key) => all.get(key) ?? [])
  const wrong = rows.filter(({ state }) => state !== 'due')
  if (rows.length < keys.length) {
    throw new Refused(409, {
      code: 'no-holder',
      because: '名单里有人当年没有这个称号，请刷新后重新勾选。',
      field: 'items',
    })
  }
  if (wrong.length === 0) return rows
  const named = wrong
    .slice(0, NAMED)
    .map(({ person, title, because }) => `${person.name}（${title}）：${because}`)
  const more = wrong.length > NAMED ? `……等 ${wrong.length} 人。` : ''
  throw new Refused(409, {
    code: wrong.some(({ state }) => state === 'paid') ? 'paid-before' : 'not-due',
    because: `有 ${wrong.length} 人不能发，因此一个也没有发。${named.join('')}${more}`,
    field: 'items',
  })
}

async function entryOf(
  work: Work,
  { year, on, voucher }: AskedPayment,
  rows: readonly AllowanceRow[],
  amount: number,
): Promise<Parameters<typeof enterFund>[1]> {
  const { code } = await askedUnit(work, Number(on.slice(0, 4)))
  const first = rows[0]?.person.name ?? ''
  const titles = [...new Set(rows.map(({ title }) => title))]
  return {
    year: Number(on.slice(0, 4)),
    unit: code,
    direction: 'out',
    item: ALLOWANCE_ITEM,
    programme: null,
    amount,
    on,
    voucher,
    payee: rows.length === 1 ? first : `${first}等 ${rows.length} 人`,
    memo: `${year} 年${titles.join('、')}特殊津贴，按年度考核结果`,
  }
}
