import { ownProblems } from '#kernel/topic/own.ts'
import { NOTHING, type TodoFinder } from '../../define.ts'

/** Rounds that ask for problems and in which the caller has not stated one. */
export const problems: TodoFinder = {
  source: 'problem',
  find: async (work) => {
    if (work.caller.role !== 'teacher' || work.caller.person === null) return NOTHING
    const own = await ownProblems(work)
    const open = own.rounds.filter((round) => !own.problems.some((problem) => problem.round === round.id))
    return {
      total: open.length,
      link: '/m/problems',
      items: open.map(({ title, until }) => ({
        title: `提出教学中的问题：${title}`,
        detail: '从自己的课堂里写，一条写一件事',
        link: '/m/problems',
        due: until,
      })),
    }
  },
}
