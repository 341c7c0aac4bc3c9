import { sql } from 'kysely'
import { kept } from '#db/kept.ts'
import { dayAt, type Day } from '#lib/dates.ts'
import type { Work } from '#kernel/call.ts'
import { LISTED, NOTHING, type TodoFinder, type Waiting } from '../../define.ts'

/** Score sheets of appraisals that the caller judges by, and self-evaluations of the caller or the caller's school. */
export const sheets: TodoFinder = {
  source: 'sheet',
  find: async (work) => {
    const judged = work.caller.person === null ? NOTHING : await sheetsOf(work)
    const own = await selfEvaluations(work)
    return {
      total: judged.total + own.total,
      link: '/appraisals',
      items: [...judged.items, ...own.items].slice(0, LISTED),
    }
  },
}

type Sheet = { judge: string; title: string; until: Day; left: number }

async function sheetsOf({ tx, now }: Work): Promise<Waiting> {
  const { rows } =
    await sql<Sheet>`select s.judge_id as judge, s.title, s.score_until as until, count(*)::integer as left
    from judge_sheets(${dayAt(now)}::date) s where sheet_open(s.target_id, s.judge_id)
    group by s.judge_id, s.title, s.score_until order by s.score_until`.execute(tx)
  return {
    total: rows.length,
    link: '/appraisals',
    items: rows.map(({ judge, title, until, left }) => ({
      title,
      detail: `还有 ${left} 份没有提交`,
      link: `/w/score/${judge}`,
      due: until,
    })),
  }
}

type Asked = { id: string; title: string; until: Day }

/** Open questionnaires that ask the caller by name and have no answer yet. */
export const questionnaires: TodoFinder = {
  source: 'questionnaire',
  find: async ({ tx, caller, now }) => {
    if (caller.person === null) return NOTHING
    const rows = await kept(
      tx,
      sql<Asked>`select form ->> 'id' as id, form ->> 'title' as title, form ->> 'closesOn' as until
        from named_questionnaires(${dayAt(now)}::date) where state = 'open' and not done`,
    )
    return {
      total: rows.length,
      link: '/w/mine',
      items: rows.slice(0, LISTED).map(({ id, title, until }) => ({
        title,
        detail: '实名问卷',
        link: `/w/mine/${id}`,
        due: until,
      })),
    }
  },
}

type Own = { id: string; title: string; until: Day }

async function selfEvaluations({ tx, caller }: Work): Promise<Waiting> {
  const subject = caller.role === 'school' || caller.role === 'cluster' ? caller.unit : caller.person
  if (subject === null) return NOTHING
  const rows = await kept(
    tx,
    sql<Own>`select t.id, a.title, a.score_until as until
    from appraisal_target t
    join appraisal a on a.region_id = t.region_id and a.id = t.appraisal_id
    join appraisal_judge j on j.region_id = a.region_id and j.appraisal_id = a.id and j.source = 'self'
    where t.region_id = ${caller.region} and t.subject_id = ${subject} and t.kind in ('unit', 'person') and sheet_open(t.id, j.id)
    order by a.score_until limit ${LISTED}`,
  )
  return {
    total: rows.length,
    link: '/appraisals',
    items: rows.map(({ id, title, until }) => ({
      title: `${title}：自评`,
      detail: '逐项自评并附上依据',
      link: `/appraisal-targets/${id}`,
      due: until,
    })),
  }
}
