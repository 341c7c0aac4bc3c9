import * as z from 'zod'
import { commonParams, defineProgramme, hoursFitDays } from '#kernel/programme/define.ts'
import { ARCHIVE, WORKS } from './vocabulary.ts'

/** 教师工作坊: a subject's workshop studies online through the year and meets twice. */
export const teacherWorkshop = defineProgramme({
  id: 'teacher-workshop',
  rev: 1,
  menu: 'training',
  about: '学科工作坊一年的网络研修，加线下集中；由坊主带三人行团队主持。',
  basis: 'docs/policy/teacher-workshop.md',
  params: z.object({
    ...commonParams,
    members: z.int().positive().default(50).describe('一个工作坊的人数'),
    onlineHours: z.number().positive().default(80).describe('每名坊员每年的网络学时'),
    meetings: z.int().min(0).default(2).describe('每年线下集中次数'),
  }),
  roles: { trainee: '坊员', lecturer: '专家', team: '三人行团队', organiser: '坊主' },
  phases: {
    online: { title: '网络研修', works: [WORKS.reflection], per: 'trainee', meets: false },
    meeting: { title: '线下集中', meets: true },
    sumUp: { title: '总结提升', works: [WORKS.summary], per: 'trainee', meets: false },
  },
  usualPhase: 'meeting',
  rules: [
    {
      says: ({ members }) => `每个工作坊 ${members} 人。`,
      breaks: ({ people }, { members }) =>
        people.trainee <= members
          ? null
          : `名单上有 ${people.trainee} 名坊员，一个工作坊为 ${members} 人，请分坊。`,
    },
    {
      says: ({ onlineHours }) => `每名坊员每年网络研修不少于 ${onlineHours} 学时。`,
      breaks: (facts, { onlineHours }) => {
        const behind = facts.onlineHours.filter((hours) => hours < onlineHours).length
        if (behind === 0) return null
        return `${facts.onlineHours.length} 名坊员中有 ${behind} 名本年网络学时不足 ${onlineHours} 学时。`
      },
    },
    {
      says: ({ meetings }) => `每年线下集中 ${meetings} 次。`,
      breaks: ({ activities }, { meetings }) => {
        const held = activities.filter((activity) => activity.phase === 'meeting').length
        return held >= meetings ? null : `已安排线下集中 ${held} 次，应有 ${meetings} 次。`
      },
    },
    hoursFitDays,
  ],
  credit: { category: '网络' },
  archive: [
    ARCHIVE.plan,
    ARCHIVE.roster,
    ARCHIVE.attendance,
    ARCHIVE.stageWorks,
    ARCHIVE.evaluation,
    ARCHIVE.summary,
  ],
  figures: ['activities', 'participations', 'participants', 'hours', 'works'],
})
