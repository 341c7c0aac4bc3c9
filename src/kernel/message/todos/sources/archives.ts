import { addDays, dayAt, yearOf } from '#lib/dates.ts'
import type { Setting } from '#kernel/works/archives/subject.ts'
import { archivesWithGaps } from '#kernel/works/archives/waiting.ts'
import { NOTHING, type TodoFinder } from '../../define.ts'

const KEEPERS: readonly string[] = ['officer', 'cluster', 'school']
/** Days within which an archive is to be complete after its programme has ended. */
const FILE_DAYS = 30

/** Archives of the caller's own programmes that have ended and have gaps, with who must fill the first of them. */
export function archives(setting: Setting): TodoFinder {
  return {
    source: 'archive',
    find: async (work) => {
      if (!KEEPERS.includes(work.caller.role)) return NOTHING
      const { total, rows } = await archivesWithGaps(work, setting)
      return {
        total,
        link: `/resources/archives?kind=programme&year=${yearOf(dayAt(work.now))}`,
        items: rows.map(({ id, title, endedOn, percent, gaps }) => ({
          title: `补齐档案：${title}`,
          detail: [
            `已归 ${percent}%`,
            ...gaps.slice(0, 1).map(({ words, who }) => `${words}（${who}）`),
          ].join('，'),
          link: `/resources/archives/programme/${id}`,
          due: addDays(endedOn, FILE_DAYS),
        })),
      }
    },
  }
}
