import { handbooksToCheck } from '#kernel/handbook/read.ts'
import { spotsWaiting } from '#kernel/spot-check/read.ts'
import { LISTED, NOTHING, type TodoFinder } from '../../define.ts'

/** Drawn activities that wait for a check, or for the school to put right what was found. */
export const spotChecks: TodoFinder = {
  source: 'spot-check',
  find: async (work) => {
    const spots = await spotsWaiting(work)
    return {
      total: spots.length,
      link: '/school-based/checks',
      items: spots.slice(0, LISTED).map(({ draw, drawTitle, activity, title, schoolName, state }) => ({
        title:
          state === 'returned' ? `整改《${title}》` : `${state === 'answered' ? '复查' : '检查'}《${title}》`,
        detail: `${drawTitle}，${schoolName}`,
        link: `/school-based/checks/${draw}/${activity}`,
        due: null,
      })),
    }
  },
}

/** The last month's handbooks that the school has not checked yet. */
export const handbooks: TodoFinder = {
  source: 'handbook',
  find: async (work) => {
    const waiting = await handbooksToCheck(work)
    if (waiting === null) return NOTHING
    const { year, month, open, due } = waiting
    const link = `/school-based/handbooks?year=${year}&month=${month}`
    const title = `查 ${month} 月的教师行动手册`
    return { total: 1, link, items: [{ title, detail: `还有 ${open} 人`, link, due }] }
  },
}
