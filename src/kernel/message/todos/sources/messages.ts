import { sql } from 'kysely'
import { kept } from '#db/kept.ts'
import { NOTICE_KINDS, type noticeKinds } from '#contract/message.ts'
import { addDays, dayAt, type Day } from '#lib/dates.ts'
import { remindedPeople } from '../../certificates/read.ts'
import { LISTED, NOTHING, type TodoFinder } from '../../define.ts'

type Unread = {
  id: string
  kind: (typeof noticeKinds)[number]
  title: string
  due: Day | null
  reminded: boolean
  total: number
}

/** Notices to the caller that were not read, those that were urged first. */
export const notices: TodoFinder = {
  source: 'notice',
  find: async ({ tx, caller }) => {
    const rows = await kept(
      tx,
      sql<Unread>`
      select n.id, n.kind, n.title, n.due_on as due, exists (select from notice_reminder m where m.region_id = n.region_id and m.notice_id = n.id) as reminded,
        count(*) over ()::integer as total
      from notice_recipient r join notice n on n.region_id = r.region_id and n.id = r.notice_id
      where r.region_id = ${caller.region} and r.recipient_id = (select session_recipient()) and n.tells_case is null
        and not exists (select from notice_receipt t where t.region_id = r.region_id and t.notice_id = r.notice_id and t.recipient_id = r.recipient_id)
      order by reminded desc, n.due_on nulls last, n.published_at desc limit ${LISTED}`,
    )
    return {
      total: rows[0]?.total ?? 0,
      link: '/notices?unread=yes',
      items: rows.map(({ id, kind, title, due, reminded }) => ({
        title,
        detail: `${NOTICE_KINDS[kind]}${reminded ? '，已催阅' : ''}`,
        link: `/notices/${id}`,
        due,
      })),
    }
  },
}

/** The qualification that a teacher was told to get; at a school, of its teachers. */
export const certificates: TodoFinder = {
  source: 'certificate',
  find: async (work) => {
    const { role } = work.caller
    if (role !== 'school' && role !== 'teacher') return NOTHING
    const rows = await remindedPeople(work)
    const link = role === 'school' ? '/people/certificates' : '/apply'
    return {
      total: rows.length,
      link,
      items: rows.slice(0, LISTED).map(({ id, name, stage, dueOn }) => ({
        title: role === 'school' ? `${name}的教师资格` : '取得与任教学段相应的教师资格',
        detail: `任教${stage}，没有相应资格`,
        link: role === 'school' ? `/people/${id}` : link,
        due: dueOn,
      })),
    }
  },
}

type Untold = { id: string; name: string; title: string; publishedAt: Date; total: number }

/** Days within which an applicant without an account is to hear of a result. */
const TELL_DAYS = 3

/** Applicants without an account whom nobody has told yet what was decided; who tells them ticks it off for all officers. */
export const untold: TodoFinder = {
  source: 'tell',
  find: async ({ tx, caller }) => {
    if (caller.role !== 'officer') return NOTHING
    const rows = await kept(
      tx,
      sql<Untold>`
      select n.id, c.name, n.title, n.published_at as "publishedAt", count(*) over ()::integer as total
      from notice n join case_record c on c.region_id = n.region_id and c.id = n.tells_case
      where n.region_id = ${caller.region} and n.tells_case is not null
        and not exists (select from notice_told t where t.region_id = n.region_id and t.notice_id = n.id)
      order by n.published_at, n.id limit ${LISTED}`,
    )
    return {
      total: rows[0]?.total ?? 0,
      link: '/notices',
      items: rows.map(({ id, name, title, publishedAt }) => ({
        title: `告知${name}办理结果`,
        detail: `${title}，没有账号，打电话或当面告知后记下`,
        link: `/notices/${id}`,
        due: addDays(dayAt(publishedAt), TELL_DAYS),
      })),
    }
  },
}
