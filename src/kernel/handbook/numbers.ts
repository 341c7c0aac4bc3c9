import type { Numbered } from '#kernel/parameters/define.ts'
import { paramsOf } from '#kernel/parameters/values.ts'
import type { Work } from '#kernel/call.ts'
import { handbookParams, type HandbookParams } from './define.ts'

/** What a month of a handbook must hold and until when it is checked; a region sets its own. */
export const handbookNumbers: Numbered = {
  id: 'handbook',
  title: '教师行动手册',
  menu: 'school-based',
  about: '教师每月的手册至少有多少条、听多少节课，学校何时查完。',
  basis: 'docs/policy/handbook.md',
  params: handbookParams,
  says: (values) => {
    const { entriesPerMonth, observedPerMonth, restMonths, checkedBy } = handbookParams.parse(values)
    return [
      `教师的手册每月至少 ${entriesPerMonth} 条，其中听课至少 ${observedPerMonth} 节；${restMonths.join('、')} 月不作要求。`,
      `学校在次月 ${checkedBy} 日前逐人查完上一个月，评优、良、合格、不合格。`,
    ]
  },
  whatIf: null,
}

/** The numbers of handbooks that hold in a year. */
export async function handbookParamsOf(work: Work, year: number): Promise<HandbookParams> {
  return handbookParams.parse(await paramsOf(work, handbookNumbers, year))
}
