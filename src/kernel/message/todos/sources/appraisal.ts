import { sql } from 'kysely'
import { kept } from '#db/kept.ts'
import { demandsWaiting, selfEvaluationsOf, sheetsToScore } from '#kernel/appraisal/rounds/waiting.ts'
import { dayAt, type Day } from '#lib/dates.ts'
import type { Work } from '#kernel/call.ts'
import { LISTED, NOTHING, type TodoFinder, type Waiting } from '../../define.ts'

/** Score sheets of appraisals that the caller judges by, and self-evaluations of the caller or the caller's school. */
export const sheets: TodoFinder = {
  source: 'sheet',
  find: async (work) => {
    const sheets = work.caller.person === null ? NOTHING : await judged(work)
    const own = await evaluated(work)
    return {
      total: sheets.total + own.total,
      link: '/appraisals',
      items: [...sheets.items, ...own.items].slice(0, LISTED),
    }
  },
}

async function judged(work: Work): Promise<Waiting> {
  const rows = await sheetsToScore(work)
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

async function evaluated(work: Work): Promise<Waiting> {
  const { role, unit, person } = work.caller
  const subject = role === 'school' || role === 'cluster' ? unit : person
  if (subject === null) return NOTHING
  const rows = await selfEvaluationsOf(work, subject)
  return {
    total: rows.length,
    link: '/appraisals',
    items: rows.map(({ target, title, until }) => ({
      title: `${title}：自评`,
      detail: '逐项自评并附上依据',
      link: `/appraisal-targets/${target}`,
      due: until,
    })),
  }
}

const DEMAND_WORDS = { report: '整改并报告', accept: '验收整改' } as const

/** Rectifications to report on by their day, and reports to accept. */
export const demands: TodoFinder = {
  source: 'demand',
  find: async (work) => {
    const rows = await demandsWaiting(work)
    return {
      total: rows.length,
      link: '/appraisals',
      items: rows.slice(0, LISTED).map(({ target, title, says, until, step }) => ({
        title: `${DEMAND_WORDS[step]}：${says}`,
        detail: title,
        link: `/appraisal-targets/${target}?part=demands`,
        due: until,
      })),
    }
  },
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
