import type { HomeItem } from '#contract/statistics.ts'
import { missingCertificates } from '#kernel/message/certificates/read.ts'
import type { HomeScope } from './scope.ts'

/** Teachers of the scope whose qualification does not cover the stage that they teach; opens to their list. */
export async function certificatesMissing({ work, unitIds, running }: HomeScope): Promise<HomeItem[]> {
  if (!running) return []
  const { open, reminded, late } = await missingCertificates(work, unitIds)
  const count = open + reminded + late
  if (count === 0) return []
  const parts = [
    ...(late > 0 ? [`逾期 ${late} 人`] : []),
    ...(reminded > 0 ? [`已提醒 ${reminded} 人`] : []),
    ...(open > 0 ? [`还没有提醒 ${open} 人`] : []),
  ]
  return [
    {
      id: 'certificates',
      title: '任教学段没有相应教师资格的教师',
      detail: `${parts.join('，')}。不持证上岗影响注册和职称，请提醒并定下期限。`,
      count,
      link: '/people/certificates',
      tone: late > 0 ? 'late' : 'warn',
      records: [],
    },
  ]
}
