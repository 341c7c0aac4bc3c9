import type { AssignedRules } from '#kernel/assigned/define.ts'

/** 指定项目: schools accept them and hand in their plan as a case of 校本研修立项审批与认定. */
export const assignedRules: AssignedRules = {
  system: 'project-approval',
  form: ({ topic, goal, hours, from, until }) => ({ kind: '指定项目', topic, goal, hours, from, until }),
}
