import * as z from 'zod'
import { defineCase, type CaseFacts, type Effect } from '#kernel/case/define.ts'
import { OWN_WISH, titleExitDocuments } from './title-exit-documents.ts'
import { CASE_ARCHIVE, HONOURS } from './vocabulary.ts'

/** 退出情形. */
const REASONS = ['年度考核不合格', '违反师德', '调离本区域', OWN_WISH] as const

const form = z.object({
  title: z.enum(HONOURS).describe('称号'),
  reason: z.enum(REASONS).describe('退出情形'),
  deeds: z.string().min(10).max(2000).describe('事由和依据'),
  statement: z.string().min(2).max(2000).describe('本人陈述意见（没有意见的写“无意见”，逾期未答复的写明）'),
})
type Form = z.output<typeof form>

const params = z.object({
  hearingDays: z.int().min(1).default(5).describe('本人陈述意见的工作日数'),
  schoolDays: z.int().min(1).default(3).describe('学校提出意见的工作日数'),
  centreDays: z.int().min(1).default(5).describe('中心核实的工作日数'),
})

const inForce = {
  says: () => '只终止在任期内的称号；期满的自然终止，不必办理。',
  breaks: ({ form: { title }, teacher }: CaseFacts<Form>) =>
    title === undefined || teacher?.titles.includes(title) ? null : `${title}不在任期内，不必办理退出。`,
}

function isRaisedAgainst({ form: { reason } }: CaseFacts<Form>): boolean {
  return reason !== undefined && reason !== OWN_WISH
}

/** 称号退出: a title ends before its term, by a decision that hears the teacher first. */
export const titleExit = defineCase({
  id: 'title-exit',
  title: '称号退出',
  rev: 1,
  menu: 'people',
  about: '考核不合格、违反师德、调离或本人申请的，听取本人意见后研究决定，提前终止称号。',
  basis: 'docs/policy/title-exit.md',
  params,
  subject: 'teacher',
  against: isRaisedAgainst,
  form,
  materials: { proof: { title: '考核结果、处理决定等依据', onlyIf: isRaisedAgainst } },
  category: { title: '退出情形', of: ({ reason }) => reason ?? null, words: REASONS },
  matter: ({ title }) => (title === undefined ? null : { of: title, words: `${title}称号` }),
  rounds: null,
  stages: {
    propose: {
      kind: 'submit',
      title: '提出退出',
      fields: ['title', 'reason', 'deeds'],
      rules: [inForce],
      effects: (facts, { hearingDays }) =>
        isRaisedAgainst(facts)
          ? [
              {
                kind: 'notify',
                who: 'applicant',
                words: `拟终止您的${facts.form.title}称号，情形为${facts.form.reason}。请在 ${hearingDays} 个工作日内陈述意见。`,
              },
            ]
          : [],
    },
    statement: {
      kind: 'submit',
      title: '听取本人意见',
      onlyIf: isRaisedAgainst,
      fields: ['statement'],
      materials: [],
      days: ({ hearingDays }) => hearingDays,
    },
    school: { kind: 'check', title: '学校意见', by: 'school', days: ({ schoolDays }) => schoolDays },
    centre: { kind: 'check', title: '中心核实', by: 'centre', days: ({ centreDays }) => centreDays },
    decision: { kind: 'decide', title: '局务会研究', by: 'bureau' },
    announce: {
      kind: 'issue',
      title: '发文终止',
      by: 'centre',
      number: '终止文号',
      numbering: 'shared',
      effects: (facts) => ended(facts, facts.letterDay ?? facts.day),
    },
  },
  endings: { granted: '终止称号', refused: '保留称号', withdrawn: '撤回', lapsed: '逾期未补正' },
  refusedEffects: ({ form: { title = '' } }) => [
    { kind: 'notify', who: 'applicant', words: `经研究，保留您的${title}称号。` },
  ],
  archive: [CASE_ARCHIVE.forms, CASE_ARCHIVE.decision, CASE_ARCHIVE.ending],
  documents: titleExitDocuments,
})

/** It ends on the day that the decision bears, which may lie before the day on which it is entered here. */
function ended({ form }: CaseFacts<Form>, on: string): Effect[] {
  const { title = '', reason = '' }: Partial<Record<keyof Form, string>> = form
  return [
    { kind: 'end-title', title, on, why: reason },
    { kind: 'notify', who: 'applicant', words: `您的${title}称号自 ${on} 起终止（${reason}）。` },
    { kind: 'notify', who: 'school', words: `${title}称号自 ${on} 起终止（${reason}），津贴随之停发。` },
  ]
}
