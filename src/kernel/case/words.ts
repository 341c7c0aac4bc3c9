import type { Office, StageKind } from './define.ts'
import type { EventKind, Status } from './fold.ts'

/** How people call who acts. */
export const OFFICE_WORDS: Record<Office, string> = {
  applicant: '申请人',
  school: '所在学校',
  cluster: '所在学区',
  centre: '中心',
  bureau: '教育局',
  upper: '上级主管部门',
}

/** How people call what a stage is. */
export const KIND_WORDS: Record<StageKind, string> = {
  submit: '申报',
  check: '审核',
  exam: '考核',
  review: '评审',
  notice: '公示',
  decide: '决定',
  issue: '发放',
}

/** What was done, as the case's history says it. */
export const EVENT_WORDS: Record<EventKind, string> = {
  submitted: '提交',
  passed: '通过',
  returned: '退回补正',
  refused: '不予通过',
  published: '发布公示',
  objected: '提出异议',
  upheld: '异议成立',
  dismissed: '异议不成立',
  withdrawn: '撤回',
  lapsed: '逾期终止',
  annulled: '撤销',
}

/** What is said of a draft that was never handed in and never will be. */
export const GIVEN_UP = '草稿已放弃'

/** What is said of a case that was granted and taken back afterwards. */
export const ANNULLED = '已撤销'

export const STATUS_WORDS: Record<Status, string> = {
  draft: '草稿',
  open: '办理中',
  returned: '待补正',
  ended: '已办结',
}

/** Why a mark does not pass. */
export function belowMark(exam: string, reached: number, mark: number): string {
  return `${exam}得 ${reached} 分，未达到 ${mark} 分。`
}

/** What in those words differs from one to the next: the mark that was reached, as a pattern of the database. */
export const REACHED = '得 [0-9.]+ 分，(?=未达到)'
