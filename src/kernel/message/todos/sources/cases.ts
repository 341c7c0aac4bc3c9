import { judgingsOf } from '#kernel/case/judging.ts'
import { listCases } from '#kernel/case/list.ts'
import { LISTED, type TodoFinder } from '../../define.ts'

/** Cases at a step that the caller's office deals with, and the caller's own that were returned or not handed in. */
export const cases: TodoFinder = {
  source: 'case',
  find: async (work, all) => {
    if (work.caller.role === 'system') return { total: 0, items: [], link: '/cases' }
    const { total, rows } = await listCases(work, all, { mine: true, offset: 0, limit: LISTED })
    return {
      total,
      link: '/cases?mine=true',
      items: rows.map((row) => ({
        title: `${row.systemTitle}：${row.name}`,
        detail: [row.stageTitle, row.number].filter((part) => part !== null && part !== '').join(' · '),
        link: `/cases/${row.id}`,
        due: row.due,
      })),
    }
  },
}

/** Applications that the caller judges and has given no points yet. */
export const judgings: TodoFinder = {
  source: 'judging',
  find: async (work, all) => {
    if (work.caller.person === null) return { total: 0, items: [], link: '/judgings' }
    const open = (await judgingsOf(work, all)).judgings.filter((one) => one.open && one.points === null)
    return {
      total: open.length,
      link: '/judgings',
      items: open.slice(0, LISTED).map((one) => ({
        title: `${one.systemTitle} ${one.blind} 号`,
        detail: one.stageTitle,
        link: '/judgings',
        due: null,
      })),
    }
  },
}
