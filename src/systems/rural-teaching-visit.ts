import * as z from 'zod'
import { commonParams, defineProgramme, hoursFitDays } from '#kernel/programme/define.ts'
import { ARCHIVE, WORKS } from './vocabulary.ts'

/** 送教下乡: a subject's team visits the townships, each round in four stages. */
export const ruralTeachingVisit = defineProgramme({
  id: 'rural-teaching-visit',
  rev: 1,
  menu: 'training',
  about: '学科团队分阶段到乡镇送教：诊断问题、研磨课例、展示成果、总结提升。',
  basis: 'docs/policy/rural-teaching-visit.md',
  params: z.object({
    ...commonParams,
    visits: z.int().positive().default(4).describe('每年送教次数'),
    daysPerVisit: z.int().positive().default(2).describe('每次天数'),
    traineesPerTrainer: z.int().positive().default(30).describe('一名团队成员至多带的学员数'),
  }),
  roles: { trainee: '学员', lecturer: '示范教师', team: '送教团队', organiser: '组织' },
  phases: {
    diagnose: { title: '问题诊断', works: [WORKS.diagnosisReport], per: 'school', meets: true },
    polish: { title: '研课磨课', works: [WORKS.lessonPlan, WORKS.lessonVideo], per: 'trainee', meets: true },
    show: { title: '成果展示', works: [WORKS.showcase], per: 'school', meets: true },
    sumUp: { title: '总结提升', works: [WORKS.summary, WORKS.reflection], per: 'trainee', meets: true },
  },
  rules: [
    {
      says: ({ visits, daysPerVisit }) =>
        `同一乡镇、同一学科每年送教不少于 ${visits} 次，每次不少于 ${daysPerVisit} 天。`,
      breaks: ({ activities }, { visits, daysPerVisit }) => {
        const full = activities.filter((visit) => visit.days >= daysPerVisit).length
        if (full >= visits) return null
        return `满 ${daysPerVisit} 天的送教有 ${full} 次，应不少于 ${visits} 次，还差 ${visits - full} 次。`
      },
    },
    {
      says: ({ traineesPerTrainer }) => `送教团队与学员之比不低于 1:${traineesPerTrainer}。`,
      breaks: ({ people }, { traineesPerTrainer }) => {
        const needed = Math.ceil(people.trainee / traineesPerTrainer)
        if (people.team >= needed) return null
        return `${people.trainee} 名学员需要 ${needed} 人的送教团队（1:${traineesPerTrainer}），名单上有 ${people.team} 人。`
      },
    },
    hoursFitDays,
  ],
  credit: { category: '集中' },
  archive: [
    ARCHIVE.plan,
    ARCHIVE.notice,
    ARCHIVE.roster,
    ARCHIVE.attendance,
    ARCHIVE.stageWorks,
    ARCHIVE.evaluation,
    ARCHIVE.summary,
  ],
  figures: ['activities', 'participations', 'participants', 'hours', 'works'],
})
