import type { HandbookRules } from '#kernel/handbook/define.ts'
import { WORKS } from './vocabulary.ts'

/** 教师行动手册: three parts, most of it filled from what was done. */
export const handbookRules: HandbookRules = {
  title: '教师行动手册',
  parts: { teaching: '常规教学', classroom: '高效课堂', research: '校本研修' },
  kinds: {
    'lesson-plan': { title: '备课', part: 'teaching', works: [WORKS.lessonPlan], own: true },
    observed: {
      title: '听课',
      part: 'teaching',
      works: [WORKS.observationRecord],
      activities: { systems: ['lesson-observation'], roles: ['trainee', 'team'] },
      own: true,
    },
    lesson: {
      title: '公开课与课例',
      part: 'classroom',
      works: [WORKS.lessonVideo, WORKS.showcase],
      activities: { systems: ['lesson-observation'], roles: ['lecturer'] },
      own: true,
    },
    reflection: { title: '教学反思', part: 'classroom', works: [WORKS.reflection], own: true },
    activity: {
      title: '研修活动',
      part: 'research',
      activities: { systems: null, roles: ['trainee', 'lecturer', 'team', 'organiser'] },
      own: false,
    },
    record: { title: '研修心得', part: 'research', works: [WORKS.summary, WORKS.report], own: true },
    note: { title: '学习笔记', part: 'research', own: true },
    problem: { title: '小课题问题', part: 'research', problems: true, own: false },
  },
  record: 'record',
  observed: 'observed',
}
