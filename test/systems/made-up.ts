import * as z from 'zod'
import { defineCase } from '#kernel/case/define.ts'
import { CASE_ARCHIVE } from '#systems/vocabulary.ts'

const DUTIES = ['责任督学', '专项督学'] as const

/** 兼职督学聘任: a made-up system, whole in one file as a real one would be. */
export const inspectorAppointment = defineCase({
  id: 'inspector-appointment',
  title: '兼职督学聘任',
  rev: 1,
  menu: 'supervision',
  about: '从有经验的教师中聘任兼职督学：学校推荐、评审、公示后由教育局聘任。',
  basis: 'docs/policy/group-training.md',
  params: z.object({
    years: z.int().positive().default(10).describe('至少的教龄'),
    judges: z.int().positive().default(3).describe('至少的评委人数'),
    notice: z.int().positive().default(5).describe('公示的工作日数'),
    term: z.int().positive().default(3).describe('聘期年数'),
  }),
  subject: 'teacher',
  form: z.object({
    duty: z.enum(DUTIES).describe('申报类别'),
    experience: z.string().min(20).max(2000).describe('教育教学与管理经历').meta({ judges: true }),
    visits: z.int().min(0).max(200).describe('近三年听课节数'),
    since: z.iso.date().describe('任现职日期'),
    weekends: z.boolean().optional().describe('能参加周末督导'),
  }),
  materials: {
    certificate: { title: '教师资格证书' },
    thesis: { title: '督导案例', onlyIf: ({ category }) => category === '专项督学' },
  },
  category: { title: '督学类别', of: ({ duty }) => duty ?? null, words: DUTIES },
  rounds: { floor: { title: '乡村教师', counts: ({ teacher }) => teacher?.rural === true } },
  stages: {
    apply: {
      kind: 'submit',
      title: '个人申报',
      rules: [
        {
          says: ({ years }) => `教龄不少于 ${years} 年。`,
          breaks: ({ teacher }, { years }) =>
            (teacher?.yearsOfService ?? 0) >= years
              ? null
              : `教龄 ${teacher?.yearsOfService ?? 0} 年，应不少于 ${years} 年。`,
        },
      ],
    },
    recommend: { kind: 'check', title: '学校推荐', by: 'school', days: () => 5 },
    talk: { kind: 'exam', title: '面谈', by: 'centre', onlyIf: ({ category }) => category === '专项督学' },
    review: {
      kind: 'review',
      title: '专家评审',
      by: 'centre',
      dimensions: { 政策水平: 40, 督导能力: 60 },
      judges: ({ judges }) => ({ least: judges, dropFrom: 5, passMark: 60 }),
    },
    show: { kind: 'notice', title: '公示', by: 'centre', period: ({ notice }) => notice },
    appoint: { kind: 'decide', title: '教育局审定', by: 'bureau', days: () => 10 },
    letter: {
      kind: 'issue',
      title: '发放聘书',
      by: 'centre',
      number: '聘书编号',
      effects: ({ day }, { term }) => {
        const until = `${Number(day.slice(0, 4)) + term}${day.slice(4)}`
        return [{ kind: 'title', title: '兼职督学', level: 'county', from: day, until }]
      },
    },
  },
  endings: { granted: '已聘任', refused: '未聘任', withdrawn: '已撤回', lapsed: '逾期终止' },
  archive: [CASE_ARCHIVE.roster, CASE_ARCHIVE.scores, CASE_ARCHIVE.publicity, '聘任文件'],
})
