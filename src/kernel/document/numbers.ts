import type { Work } from '#kernel/call.ts'
import { dutyShare } from '#kernel/money/read.ts'
import type { Numbered } from '#kernel/parameters/define.ts'
import { paramsOf } from '#kernel/parameters/values.ts'
import { draftNumbers, draftParams, type DraftParams } from './params.ts'

/** The numbers by which drafts tell results from problems; a region sets its own. */
export const documentNumbers: Numbered = {
  id: 'drafting',
  title: '总结和计划的起草',
  menu: 'documents',
  about: '起草总结和计划时，多大的变化算变化，多高算成效，多低算问题。',
  basis: 'docs/policy/drafting.md',
  params: draftNumbers,
  says: () => [],
  whatIf: null,
}

/** The numbers that hold for documents about a year. */
export async function draftParamsOf(work: Work, year: number): Promise<DraftParams> {
  return draftParams(await paramsOf(work, documentNumbers, year), await dutyShare(work, year))
}
