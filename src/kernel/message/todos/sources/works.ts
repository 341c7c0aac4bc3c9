import { dayAt, yearOf } from '#lib/dates.ts'
import { worksReturned, worksToReview } from '#kernel/works/waiting.ts'
import { LISTED, NOTHING, type TodoFinder } from '../../define.ts'

const REVIEWERS: readonly string[] = ['officer', 'cluster', 'school']

/** Works of this year that have reached the caller's level and wait for a review. */
export const reviews: TodoFinder = {
  source: 'review',
  find: async (work) => {
    if (!REVIEWERS.includes(work.caller.role)) return NOTHING
    const year = yearOf(dayAt(work.now))
    const { total, rows } = await worksToReview(work, year, LISTED)
    return {
      total,
      link: `/resources?year=${year}&mine=to-review`,
      items: rows.map(({ id, title, kind }) => ({
        title: `审阅《${title}》`,
        detail: kind,
        link: `/resources/works/${id}`,
        due: null,
      })),
    }
  },
}

/** The caller's own works of this year that were sent back. */
export const returned: TodoFinder = {
  source: 'returned',
  find: async (work) => {
    if (work.caller.person === null) return NOTHING
    const { total, rows } = await worksReturned(work, yearOf(dayAt(work.now)), LISTED)
    const phone = work.caller.role === 'teacher' // who has no desk hands in by phone
    return {
      total,
      link: phone ? '/m/works' : '/resources?mine=authored&standing=returned',
      items: rows.map(({ id, title, kind }) => ({
        title: `修改《${title}》`,
        detail: `${kind}，已退回`,
        link: phone ? '/m/works' : `/resources/works/${id}`,
        due: null,
      })),
    }
  },
}
