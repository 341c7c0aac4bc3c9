import * as z from 'zod'
import { commonParams, defineProgramme, hoursFitDays } from '#kernel/programme/define.ts'
import { ARCHIVE, WORKS } from './vocabulary.ts'

/** 校本研修项目: a school's year of research activities under one topic. */
export const schoolBasedProject = defineProgramme({
  id: 'school-based-project',
  rev: 1,
  menu: 'school-based',
  about: '学校围绕一个主题开展的全年研修活动；一次活动一个主题。',
  basis: 'docs/policy/school-based-project.md',
  params: z.object({
    ...commonParams,
    notCounted: z
      .array(z.string())
      .default(['例会', '政治学习', '旅游', '联欢', '团建'])
      .describe('活动名称中出现即不计入的词'),
  }),
  roles: { trainee: '参与教师', lecturer: '主讲', team: '研修团队', organiser: '学校负责人' },
  phases: {
    plan: { title: '研修方案', works: [WORKS.plan], per: 'programme', meets: false },
    carryOut: { title: '开展活动', meets: true },
    sumUp: { title: '总结认定', works: [WORKS.summary], per: 'programme', meets: false },
  },
  usualPhase: 'carryOut',
  rules: [
    {
      says: ({ notCounted }) => `${notCounted.join('、')}不计入校本研修。`,
      breaks: ({ activities }, { notCounted }) => {
        const wrong = activities.filter(({ title }) => notCounted.some((word) => title.includes(word)))
        if (wrong.length === 0) return null
        return `${wrong.map(({ title }) => `《${title}》`).join('')}不属于校本研修，不应计学时。`
      },
    },
    {
      says: () => '一次活动一个主题，名称写明主题。',
      breaks: ({ activities }) => {
        const titles = new Set(activities.map(({ title }) => title))
        return titles.size === activities.length ? null : '有名称相同的活动，请在名称里写明各次的主题。'
      },
    },
    hoursFitDays,
  ],
  refuses: (title, { notCounted }) => {
    const word = notCounted.find((each) => title.includes(each))
    return word === undefined ? null : `${word}不计入校本研修，请填写研修活动的主题。`
  },
  credit: { category: '校本' },
  archive: [ARCHIVE.plan, ARCHIVE.roster, ARCHIVE.attendance, ARCHIVE.stageWorks, ARCHIVE.summary],
  figures: ['activities', 'participations', 'participants', 'hours'],
})
