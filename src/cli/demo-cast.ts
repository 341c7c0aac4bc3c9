import type { WantedAccount } from '#kernel/account/ensure.ts'
import type { Runtime } from '#kernel/call.ts'

/** Somebody of the demonstration county who can sign in, and whether at a phone. */
export type Player = WantedAccount & { title: string; phone: boolean }

/** No secret: it is printed, and serves invented people only. */
export const PASSWORD = 'yanpei-demo-2025'

/**
 * One login for each role, from the county's own people: a school of middle size, its cluster, one of its teachers; the
 * same ones when the demonstration is started again, whoever has moved since.
 */
export async function demoCast({ db }: Pick<Runtime, 'db'>, region: number): Promise<Player[]> {
  const { rows } = await db.admin.query<{
    school: string
    school_name: string
    cluster: string
    cluster_name: string
    person: string
    person_name: string
  }>(
    `select u.code as school, s.name as school_name, c.code as cluster, cs.name as cluster_name, p.id as person, p.name as person_name
     from unit u join unit_state s on s.region_id = u.region_id and s.unit_id = u.id and s.valid @> current_date
     join unit c on c.region_id = u.region_id and c.id = s.parent_id and c.category = 'cluster'
     join unit_state cs on cs.region_id = c.region_id and cs.unit_id = c.id and cs.valid @> current_date
     join person_state ps on ps.region_id = u.region_id and ps.unit_id = u.id and ps.valid @> current_date
     join person p on p.region_id = ps.region_id and p.id = ps.person_id
     where u.region_id = $1 and u.category = 'school' and u.closed_on is null
     order by u.id = (select r.unit_id from account a join account_role r on r.region_id = a.region_id and r.account_id = a.id
         and r.role = 'school' where a.region_id = $1 and a.login = 'school' order by r.granted_at limit 1) desc nulls last,
       p.id = (select a.person_id from account a where a.region_id = $1 and a.login = 'teacher') desc nulls last,
       abs((select count(*) from person_state x where x.region_id = u.region_id and x.unit_id = u.id) - 40), u.code, p.file_order limit 1`,
    [region],
  )
  const found = rows[0]
  const desk: Player[] = [
    {
      title: '中心管理员',
      login: 'officer',
      name: '中心管理员',
      role: 'officer',
      password: PASSWORD,
      phone: false,
    },
    {
      title: '局领导（查看全部，审定事项）',
      login: 'leader',
      name: '局领导',
      role: 'leader',
      password: PASSWORD,
      phone: false,
    },
  ]
  if (found === undefined) return desk
  return [
    ...desk,
    {
      title: `学区负责人（${found.cluster_name}）`,
      login: 'cluster',
      name: '学区负责人',
      role: 'cluster',
      unit: found.cluster,
      password: PASSWORD,
      phone: false,
    },
    {
      title: `学校管理员（${found.school_name}）`,
      login: 'school',
      name: '学校管理员',
      role: 'school',
      unit: found.school,
      password: PASSWORD,
      phone: false,
    },
    {
      title: `教师（${found.person_name}）`,
      login: 'teacher',
      name: found.person_name,
      role: 'teacher',
      personId: found.person,
      password: PASSWORD,
      phone: true,
    },
  ]
}
