import { mySheetsOf } from '#kernel/appraisal/rounds/sheets.ts'
import { LISTED, NOTHING, type TodoFinder } from '../../define.ts'

/** Score sheets of appraisals, also of oneself, that are not all handed in. */
export const sheets: TodoFinder = {
  source: 'sheet',
  find: async (work) => {
    if (work.caller.person === null) return NOTHING
    const open = (await mySheetsOf(work)).flatMap((sheet) => {
      const left = sheet.lines.filter(({ handedIn }) => !handedIn).length
      return left === 0 ? [] : [{ ...sheet, left }]
    })
    return {
      total: open.length,
      link: '/answer/scores',
      items: open.slice(0, LISTED).map(({ title, left, scoreUntil }) => ({
        title,
        detail: `还有 ${left} 份没有提交`,
        link: '/answer/scores',
        due: scoreUntil,
      })),
    }
  },
}
