import type { PoolClient } from 'pg'
import type * as z from 'zod'
import type { registerApplicant } from '#contract/public-notice.ts'
import { errorCode } from '#db/refusal.ts'
import { identityNumberFault, normaliseIdentityNumber } from '#lib/identity-number.ts'
import { newId } from '#lib/ids.ts'
import { fault, Refused } from '#lib/refusal.ts'
import { normaliseName } from '#lib/text.ts'
import { auditAccount, regionFor } from '#kernel/account/accounts-admin.ts'
import { hashPassword } from '#kernel/account/password.ts'
import { asAdmin } from '#kernel/account/sessions.ts'
import { actorName } from '#kernel/account/words.ts'
import type { Runtime } from '#kernel/call.ts'

type Asked = Omit<z.output<NonNullable<typeof registerApplicant.body>>, 'key'>
type Applicant = { regionId: number; number: string; name: string; phone: string | null; password: string }

const UNIQUE_VIOLATION = '23505'

/**
 * Opens an account for somebody who is not on file and wants to apply for something. The login is the identity number.
 * Whose number it really is, the officer sees when the papers are looked through.
 * @throws Refused 422 with the field; 409 'on-file' or 'registered' for a number that has, or is to have, another account.
 */
export async function register(runtime: Runtime, asked: Asked): Promise<{ login: string }> {
  const checked = check(asked)
  const passwordHash = await hashPassword(asked.password)
  return asAdmin(runtime.db, async (client) => {
    const regionId = await regionFor(client, asked.region)
    if (regionId === null) throw fault('region', '没有这个区域，请重新选择。')
    await refuseKnown(client, regionId, checked.number)
    await insert(client, { ...checked, regionId, password: passwordHash })
    return { login: checked.number }
  })
}

const PHONE = /^1[3-9]\d{9}$/

function check(asked: Asked): Pick<Applicant, 'number' | 'name' | 'phone'> {
  const number = normaliseIdentityNumber(asked.identityNumber)
  if (identityNumberFault(number) !== null) throw fault('identityNumber', '身份证件号不正确，请逐位核对。')
  const phone = asked.phone.normalize('NFKC').replaceAll(/[\s-]/g, '')
  if (!PHONE.test(phone)) throw fault('phone', '请填写 11 位手机号，补正材料时用来联系您。')
  return { number, name: normaliseName(asked.name), phone }
}

/** Who is on file applies with the teacher's own account: two accounts of one person could not be told from two people. */
async function refuseKnown(client: PoolClient, regionId: number, number: string): Promise<void> {
  const found = await client.query<{ on_file: boolean; registered: boolean }>(
    `select exists (select from person where region_id = $1 and identity_number = $2) as on_file,
       exists (select from account where region_id = $1 and login = $2) as registered`,
    [regionId, number],
  )
  const { on_file: onFile, registered } = found.rows[0] ?? { on_file: false, registered: false }
  if (onFile) {
    throw new Refused(409, {
      code: 'on-file',
      because: '这个证件号请用本人的教师账号登录后申请；还没有启用账号的，向所在学校领取激活码。',
    })
  }
  if (registered) throw twice()
}

function twice(): Refused {
  return new Refused(409, {
    code: 'registered',
    because: '这个证件号已经注册，请直接登录；忘了密码或不是您本人注册的，请带证件到中心办理。',
  })
}

async function insert(
  client: PoolClient,
  { regionId, number, name, phone, password }: Applicant,
): Promise<void> {
  const [id, actor] = [newId(), actorName(name, number)]
  try {
    await client.query(
      `insert into account (region_id, id, login, display_name, password_hash, created_by) values ($1, $2, $3, $4, $5, $6)`,
      [regionId, id, number, name, password, actor],
    )
  } catch (error) {
    throw errorCode(error) === UNIQUE_VIOLATION ? twice() : error
  }
  await client.query(
    `insert into account_role (region_id, account_id, role, granted_by) values ($1, $2, 'applicant', $3)`,
    [regionId, id, actor],
  )
  await client.query(
    `insert into applicant (region_id, account_id, identity_number, phone) values ($1, $2, $3, $4)`,
    [regionId, id, number, phone],
  )
  await auditAccount(client, regionId, { id, actor }, 'register-applicant')
}
