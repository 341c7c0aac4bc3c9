import * as z from 'zod'
import { commonParams, defineProgramme, hoursFitDays } from '#kernel/programme/define.ts'
import { ARCHIVE, WORKS } from './vocabulary.ts'

/** 二级培训: who was sent out to learn passes it on at home within a set time. */
export const cascadeTraining = defineProgramme({
  id: 'cascade-training',
  rev: 1,
  menu: 'training',
  about: '外出学习的教师回来后，在规定时间内把所学讲给同伴。',
  basis: 'docs/policy/cascade-training.md',
  params: z.object({
    ...commonParams,
    daysToPassOn: z.int().positive().default(30).describe('学习结束后须完成的天数'),
  }),
  roles: { trainee: '听讲教师', lecturer: '外出学习教师', team: '管理团队', organiser: '组织' },
  phases: {
    passOn: { title: '二级培训', works: [WORKS.report], per: 'programme', meets: true },
  },
  usualPhase: 'passOn',
  rules: [
    {
      says: () => '由外出学习的教师主讲。',
      breaks: ({ people }) =>
        people.lecturer > 0 ? null : '名单上没有主讲。外出学习的教师应登记为主讲，他的汇报义务才算完成。',
    },
    {
      says: ({ daysToPassOn }) => `自学习结束（项目开始日期）起 ${daysToPassOn} 天内完成。`,
      breaks: ({ daysToFirst }, { daysToPassOn }) =>
        daysToFirst === null || daysToFirst <= daysToPassOn
          ? null
          : `首次活动在项目开始 ${daysToFirst} 天之后，应在 ${daysToPassOn} 天内。`,
    },
    hoursFitDays,
  ],
  credit: { category: '集中' },
  archive: [ARCHIVE.roster, ARCHIVE.attendance, ARCHIVE.stageWorks],
  figures: ['activities', 'participations', 'participants', 'hours'],
})
