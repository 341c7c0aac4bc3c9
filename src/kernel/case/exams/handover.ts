import { sql } from 'kysely'
import type * as z from 'zod'
import type { handOver, roundCertificates } from '#contract/exam-result.ts'
import { dayAt, type Day } from '#lib/dates.ts'
import { Refused } from '#lib/refusal.ts'
import { actionOf } from '#kernel/action.ts'
import { audit, type Work } from '#kernel/call.ts'
import { once } from '#kernel/once.ts'
import type { Cases } from '../registry.ts'
import { roundOf } from '../round.ts'

type Reply = z.input<NonNullable<typeof roundCertificates.reply>>

/** The certificates of a round, and who has signed for theirs. @throws Refused 404. */
export async function certificatesOf(work: Work, cases: Cases, id: string): Promise<Reply> {
  await roundOf(work, cases, id)
  const rows = (await issuedOf(work, id)).map(({ on, by, proxy, ...row }) => ({
    ...row,
    taken: on === null || by === null ? null : { on, by, proxy: proxy === true },
  }))
  const lying = rows.filter(({ taken }) => taken === null).length
  const officer = work.caller.role === 'officer' ? null : '领取由中心管理员登记。'
  return {
    total: rows.length,
    handedOver: rows.length - lying,
    rows,
    actions: [actionOf('take', officer ?? (lying === 0 ? '没有等待领取的证书。' : null))],
  }
}

type Issued = {
  case: string
  name: string
  category: string | null
  issued: string
  on: Day | null
  by: string | null
  proxy: boolean | null
}

async function issuedOf({ tx, caller }: Work, round: string): Promise<Issued[]> {
  const { rows } = await sql<Issued>`
    select c.id as "case", c.name, c.category, c.issued, h.on_day as "on", h.signed_by as by, h.proxy
    from case_record c left join lateral (select x.* from handover x where x.region_id = c.region_id and x.case_id = c.id
      order by x.noted_at desc, x.id desc limit 1) h on true
    where c.region_id = ${caller.region} and c.round_id = ${round} and c.issued is not null and c.ending = 'granted' and not c.annulled
    order by c.issued, c.name`.execute(tx)
  return rows
}

/**
 * Writes that certificates were handed over, to the owner or to who signed for them; said again, the later entry holds and
 * both stay.
 * @throws Refused 404, 422 for a day to come, or one that is no certificate of the round.
 */
export function take(
  work: Work,
  cases: Cases,
  id: string,
  { key, ...asked }: z.output<NonNullable<typeof handOver.body>>,
): Promise<{ taken: number }> {
  return once(work, { key, action: 'certificate.taken', content: { id, ...asked } }, async () => {
    const { tx, caller, now } = work
    await roundOf(work, cases, id)
    if (asked.on > dayAt(now))
      throw new Refused(422, { code: 'day', because: '领取日期不能在今天以后。', field: 'on' })
    const issued = new Map((await issuedOf(work, id)).map((one) => [one.case, one]))
    const wanted = [...new Set(asked.cases)]
    const chosen = wanted.flatMap((one) => issued.get(one) ?? [])
    if (chosen.length < wanted.length)
      throw new Refused(422, {
        code: 'not-issued',
        because: '所选的有的还没有证书编号，或已撤销，请刷新后再选。',
        field: 'cases',
      })
    await sql`insert into handover (region_id, id, case_id, noted_at, on_day, signed_by, proxy, noted_by)
      select ${caller.region}, gen_random_uuid(), c, ${now}, ${asked.on}::date, coalesce(${asked.proxy}, n), ${asked.proxy !== null}, ${caller.actor}
      from unnest(${chosen.map((one) => one.case)}::uuid[], ${chosen.map(({ name }) => name)}::text[]) t(c, n)`.execute(
      tx,
    )
    await audit(tx, 'certificate.taken', { kind: 'round', id }, asked)
    return { taken: chosen.length }
  })
}
