import * as z from 'zod'
import { commonParams, defineProgramme, hoursFitDays } from '#kernel/programme/define.ts'
import { ARCHIVE, WORKS } from './vocabulary.ts'

/** 集中培训: classes with a roster, held by any level from the nation to the school. */
export const groupTraining = defineProgramme({
  id: 'group-training',
  rev: 1,
  menu: 'training',
  about: '按名额组班、集中面授的培训，国家级到校级都用它。',
  basis: 'docs/policy/group-training.md',
  params: z.object({
    ...commonParams,
    lecturers: z.int().min(0).default(1).describe('每个项目至少的主讲人数'),
  }),
  roles: { trainee: '学员', lecturer: '主讲', team: '管理团队', organiser: '班主任' },
  phases: {
    study: { title: '集中研修', meets: true },
    sumUp: { title: '总结归档', works: [WORKS.summary], per: 'programme', meets: false },
  },
  usualPhase: 'study',
  rules: [
    {
      says: () => '名单人数不超过计划人数。',
      breaks: ({ people, places }) =>
        places === null || people.trainee <= places
          ? null
          : `名单上有 ${people.trainee} 名学员，超过计划的 ${places} 人，请调整名单或计划人数。`,
    },
    {
      says: ({ lecturers }) => `每个项目至少登记 ${lecturers} 名主讲。`,
      breaks: ({ people }, { lecturers }) =>
        people.lecturer >= lecturers
          ? null
          : `只登记了 ${people.lecturer} 名主讲，应至少 ${lecturers} 名；主讲的学时要凭名单认定。`,
    },
    hoursFitDays,
  ],
  credit: { category: '集中' },
  archive: [
    ARCHIVE.notice,
    ARCHIVE.roster,
    ARCHIVE.attendance,
    ARCHIVE.evaluation,
    ARCHIVE.summary,
    ARCHIVE.accounts,
  ],
  figures: ['activities', 'participations', 'participants', 'hours'],
})
