import { endingTitles } from '#kernel/titles/waiting.ts'
import { NOTHING, type TodoFinder } from '../../define.ts'

const LINK = '/people/titles?state=ending'

/** Terms of titles that end soon, for the centre: one thing to be done, however many they are. */
export const titles: TodoFinder = {
  source: 'title',
  find: async (work) => {
    const ending = work.caller.role === 'officer' ? await endingTitles(work) : null
    if (ending === null) return NOTHING
    const item = {
      title: `${ending.count} 个称号将到期`,
      detail: '期满自然终止，要续的请组织新一轮评选',
      link: LINK,
      due: ending.first,
    }
    return { total: 1, link: LINK, items: [item] }
  },
}
