import { actionOf } from '#kernel/action.ts'
import { sql } from 'kysely'
import type * as z from 'zod'
import type { CertificateState, certificatesMissing } from '#contract/certificate.ts'
import { editors } from '#contract/route.ts'
import { audit, type Work } from '#kernel/call.ts'
import { postingUnits, unitInView } from '#kernel/network/read.ts'
import { whyNotCertified } from '#kernel/people/certificates.ts'
import { uncoveredPairs } from '#kernel/people/uncovered.ts'
import { dayAt, type Day } from '#lib/dates.ts'
import { Refused } from '#lib/refusal.ts'
import { insertNotice } from '../notices/write.ts'
import { countMissing, findMissing, insertReminders, missingOf } from './store.ts'

type List = z.input<NonNullable<typeof certificatesMissing.reply>>

/** A page of those who teach a stage without the qualification for it. @throws Refused 404 for a unit out of view. */
export async function certificateList(
  work: Work,
  asked: { unit?: string | undefined; state?: CertificateState | undefined; offset: number; limit: number },
): Promise<List> {
  const day = dayAt(work.now)
  const pairs = await uncoveredPairs(work, day)
  const units = await unitsAsked(work, asked.unit)
  const names = await postingUnits(work, day)
  const counts = await countMissing(work, pairs, units)
  const rows = await findMissing(work, pairs, { units, state: asked.state }, asked)
  const all = counts.open + counts.reminded + counts.late
  return {
    total: asked.state === undefined ? all : counts[asked.state],
    ...counts,
    rows: rows.map(({ unitId, remindedAt, ...row }) => {
      const unit = names.get(unitId)
      return {
        ...row,
        unit: { code: unit?.code ?? '', name: unit?.name ?? '未知单位' },
        because: whyNotCertified(row) ?? '',
        remindedAt: remindedAt?.toISOString() ?? null,
      }
    }),
    actions: [remindAbility(work)],
  }
}

function remindAbility({ caller }: Work): List['actions'][number] {
  const may = editors.some((role) => role === caller.role)
  return actionOf('remind', may ? null : '由学校、学区或中心提醒。')
}

/** A unit with all below it; without one, what the caller is responsible for: null for the whole region. */
async function unitsAsked(work: Work, code: string | undefined): Promise<string[] | null> {
  if (code === undefined && work.caller.unit === null) return null
  const root = await unitInView(work, code)
  const { rows } = await sql<{ id: string }>`
    select unit_id as id from units_below(${work.caller.region}, ${root}::uuid, ${dayAt(work.now)}::date)`.execute(
    work.tx,
  )
  return rows.map(({ id }) => id)
}

/**
 * Tells people and their schools that the qualification is missing and until when it is to be there; late afterwards.
 * @throws Refused 422 when nobody of them misses it, or the day is past.
 */
export async function remindCertificates(
  work: Work,
  asked: { people: readonly string[]; dueOn: Day },
): Promise<{ people: number }> {
  const today = dayAt(work.now)
  if (asked.dueOn <= today)
    throw new Refused(422, { code: 'past', because: '期限应在今天以后。', field: 'dueOn' })
  const found = await missingOf(work, await uncoveredPairs(work, today), asked.people)
  if (found.length === 0)
    throw new Refused(422, {
      code: 'nobody',
      because: '所选教师都已持有相应资格，不用提醒。',
      field: 'people',
    })
  const { id } = await insertNotice(
    work,
    {
      kind: 'certificate',
      title: `请在 ${asked.dueOn} 前取得与任教学段相应的教师资格`,
      body: BODY,
      unitId: work.caller.unit,
      audience: `任教学段没有相应资格的 ${found.length} 人及所在学校`,
      dueOn: asked.dueOn,
      pinnedUntil: null,
      link: null,
      circularId: null,
    },
    {
      roles: ['school'],
      units: [...new Set(found.map(({ unitId }) => unitId))],
      people: found.map((one) => one.id),
      accounts: [],
    },
  )
  await insertReminders(work, found, { dueOn: asked.dueOn, notice: id })
  await audit(
    work.tx,
    'certificate.remind',
    { kind: 'notice', id },
    { people: found.length, dueOn: asked.dueOn },
  )
  return { people: found.length }
}

const BODY =
  '档案显示您现在的任教学段没有相应的教师资格。按《教师资格条例》第五条，取得教师资格的公民可以在本级及其以下等级的学校任教。' +
  '已经取得的，请把证书交学校更正档案；没有取得的，请报名参加最近一批认定。到期仍没有的，列入逾期名单。学校管理员请逐人核对、督促。'
