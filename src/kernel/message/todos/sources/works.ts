import { dayAt, yearOf } from '#lib/dates.ts'
import { worksList } from '#kernel/works/list.ts'
import { LISTED, NOTHING, type TodoFinder } from '../../define.ts'

const REVIEWERS: readonly string[] = ['officer', 'cluster', 'school']

/** Works of this year that have reached the caller's level and wait for a review. */
export const reviews: TodoFinder = {
  source: 'review',
  find: async (work) => {
    if (!REVIEWERS.includes(work.caller.role)) return NOTHING
    const year = yearOf(dayAt(work.now))
    const { total, rows } = await worksList(work, { year, mine: 'to-review', offset: 0, limit: LISTED })
    return {
      total,
      link: `/resources?year=${year}&mine=to-review`,
      items: rows.map(({ id, title, kind, authors }) => ({
        title: `审阅《${title}》`,
        detail: [kind, authors[0]?.name].filter((part) => part !== undefined).join(' · '),
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
    const year = yearOf(dayAt(work.now))
    const asked = { year, mine: 'authored', standing: 'returned', offset: 0, limit: LISTED } as const
    const { total, rows } = await worksList(work, asked)
    return {
      total,
      link: '/resources?mine=authored&standing=returned',
      items: rows.map(({ id, title, kind }) => ({
        title: `修改《${title}》`,
        detail: `${kind}，已退回`,
        link: `/resources/works/${id}`,
        due: null,
      })),
    }
  },
}
