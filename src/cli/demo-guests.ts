import { randomUUID } from 'node:crypto'
import { ensureAccount } from '#kernel/account/ensure.ts'
import type { Runtime } from '#kernel/call.ts'
import { register } from '#kernel/case/applicants.ts'
import { assignJudges } from '#kernel/case/judges.ts'
import { Cases } from '#kernel/case/registry.ts'
import { Refused } from '#lib/refusal.ts'
import { caseSystems } from '#systems/index.ts'
import { APPLICANTS } from './demo-applicants.ts'
import { act, casting, handedIn, type As } from './demo-cases.ts'
import type { Player } from './demo-cast.ts'

const cases = new Cases(caseSystems)

/** Invented, like everybody in the county; the login of who registers is the identity number. */
const GUEST = { name: '黎晓帆', identityNumber: '99012319990812002X', phone: '13900002001' }
const FORM = {
  kind: '小学',
  subject: '音乐',
  degree: '本科',
  college: '省艺术学院',
  putonghua: '二级甲等',
  teacherTraining: false,
  phone: GUEST.phone,
}
const JUDGES = 3

/**
 * Two who are not the county's staff at a desk: somebody who applies from outside and has a paper to bring again, and a
 * teacher who judges and has a sheet to fill in. Their work is made with the round; their logins are good at every start.
 * @param round the round of qualifications, where it was opened just now.
 * @param password the one of the whole cast.
 */
export async function demoGuests(
  runtime: Runtime,
  region: { id: number; code: string },
  cast: readonly Player[],
  round: string | null,
  password: string,
): Promise<Player[]> {
  const applicant = await registered(runtime, region.code, password)
  const judge = await expert(runtime, region.id, password)
  if (round !== null) {
    const as = await casting(runtime, region.id, [...cast, applicant])
    await applies(as, round)
    if (judge !== null) await judges(runtime, region.id, as, { round, judge: judge.personId ?? '' })
  }
  return judge === null ? [applicant] : [judge, applicant]
}

async function registered(runtime: Runtime, region: string, password: string): Promise<Player> {
  await register(runtime, { ...GUEST, region, password }).catch((error: unknown) => {
    // registered at an earlier start
    if (!(error instanceof Refused) || error.refusal.code !== 'registered') throw error
  })
  const { name, identityNumber: login } = GUEST
  return { title: `社会申请人（${name}）`, login, name, role: 'applicant', password, phone: false }
}

async function applies(as: As, round: string): Promise<void> {
  const id = await handedIn(as, 'applicant', { system: 'qualification', round }, FORM)
  const because = '普通话证书照片不清，请重新上传'
  await act(as, 'officer', id, { do: 'return', because, document: null })
}

/** A teacher of high rank who has no account yet; the same one when the demonstration is started again. */
async function expert(runtime: Runtime, region: number, password: string): Promise<Player | null> {
  const [found] = await experts(runtime, region)
  if (found === undefined) return null
  const judge: Player = {
    title: `评委（${found.name}）`,
    login: 'judge',
    name: found.name,
    role: 'teacher',
    personId: found.id,
    password,
    phone: false,
  }
  const { phone: _phone, title: _title, ...account } = judge
  await ensureAccount(runtime.db, region, account)
  return judge
}

async function experts({ db }: Runtime, region: number): Promise<{ id: string; name: string }[]> {
  const { rows } = await db.admin.query<{ id: string; name: string }>(
    `select p.id, p.name from person p join person_state s on s.region_id = p.region_id and s.person_id = p.id
       and s.valid @> current_date
     left join account a on a.region_id = p.region_id and a.person_id = p.id
     where p.region_id = $1 and s.rank in ('正高级教师', '高级教师') and (a.id is null or a.login = 'judge')
     order by a.login nulls last, p.file_order desc limit $2`,
    [region, JUDGES],
  )
  return rows
}

/** Has the judge, and others who have not come yet, judge the applicant who stands before the experts. */
async function judges(
  runtime: Runtime,
  region: number,
  as: As,
  { round, judge }: { round: string; judge: string },
): Promise<void> {
  const name = APPLICANTS.at(-1)?.name ?? ''
  const { rows } = await runtime.db.admin.query<{ id: string }>(
    'select id from case_record where region_id = $1 and round_id = $2 and name = $3',
    [region, round, name],
  )
  const [found] = rows
  if (found === undefined) return
  const others = (await experts(runtime, region)).map(({ id }) => id).filter((id) => id !== judge)
  await as('officer', (work) =>
    assignJudges(work, cases, found.id, { key: randomUUID(), persons: [judge, ...others] }),
  )
}
