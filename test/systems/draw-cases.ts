import * as z from 'zod'
import type { CaseDefinition, SchoolFacts, TeacherFacts } from '#kernel/case/define.ts'
import { exampleForm } from '#kernel/case/example.ts'
import { manifestOf } from '#kernel/case/manifest.ts'
import type { Facts } from '#kernel/case/steps.ts'
import type { FormField } from '#contract/case-form.ts'

/** Numbers from 0 to 1 that are the same in every run. */
function numbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1664525 + 1013904223) % 2 ** 32
    return state / 2 ** 32
  }
}

type Pick = <T>(of: readonly T[]) => T

const RANKS = ['三级教师', '二级教师', '一级教师', '高级教师', '正高级教师'] as const
const DEGREES = ['专科', '本科', '硕士研究生', '博士研究生'] as const
const PUTONGHUA = ['一级乙等', '二级甲等', '二级乙等', '三级甲等', null] as const
const DAYS = ['2024-12-31', '2025-03-08', '2026-06-30', '2032-01-01'] as const

const TRAVELS = [
  { wrong: null, owed: null, says: '申报 100.00 元，报销 80.00 元：二级培训考核合格，报销 80%。' },
  { wrong: '“交通费”写了两行，请合成一行。', owed: '二级培训还没有考核等级，暂不能报销。', says: '' },
] as const

const CHECKS = [
  { waiting: [], open: [], lost: 0 },
  { waiting: ['集体备课'], open: [], lost: 0 },
  { waiting: [], open: [{ title: '同课异构', words: '补齐签到', answered: false }], lost: 2 },
] as const
const ASSIGNED = {
  subject: '语文',
  topic: '低段识字教学的情境设计',
  goal: '改进低段识字课堂，让每个孩子在情境里认字用字。',
  hours: 8,
  from: '2026-03-10',
  until: '2026-06-30',
}

/** Facts as cases of a system may have them: every choice of its form, every kind of applicant. */
export function drawFacts(definition: CaseDefinition, howMany: number): Facts[] {
  const next = numbers(20251)
  const pick: Pick = (of) => of[Math.floor(next() * of.length)]!
  const { form: fields } = manifestOf(definition)
  const example = exampleForm(definition)
  return Array.from({ length: howMany }, () => {
    const form = definition.form.parse(
      Object.fromEntries(fields.map((field) => [field.name, answer(field, example, pick)])),
    )
    return {
      form,
      category: definition.category.of(form),
      name: '某人',
      teacher: definition.subject === 'school' ? null : pick([drawTeacher(pick), drawTeacher(pick), null]),
      school: pick([drawSchool(pick), null]),
      programme: pick([null, { activities: 2, hours: 16, checks: pick(CHECKS) }]),
      assigned: pick([null, ASSIGNED]),
      travel: pick([null, ...TRAVELS]),
      materials: Object.keys(definition.materials),
      score: pick([null, 0, 59.5, 60, 100]),
      number: pick([null, '2025001']),
      letterDay: pick([null, '2025-06-01']),
      day: pick(DAYS),
    }
  })
}

/** An answer that the field takes. */
function answer(
  { name, kind, choices, least, most, required }: FormField,
  example: Record<string, unknown>,
  pick: Pick,
): unknown {
  if (!required && pick([true, false, false])) return undefined
  if (kind === 'choice') return pick(choices)
  if (kind === 'yes-no') return pick([true, false])
  if (kind === 'number')
    return pick([least ?? 0, most ?? 100, Math.floor(((least ?? 0) + (most ?? 100)) / 2)])
  if (kind === 'day') return pick(DAYS)
  return example[name]
}

function drawTeacher(pick: Pick): TeacherFacts {
  return {
    unit: 'S1',
    unitName: '第一小学',
    rural: pick([true, false]),
    stage: pick(['幼儿园', '小学', '初中', '高中', null]),
    subject: pick(['语文', '数学', null]),
    rank: pick([...RANKS, null]),
    degree: pick([...DEGREES, null]),
    staffing: pick(['在编', '特岗', null]),
    putonghua: pick(PUTONGHUA),
    certificate: pick(['小学教师资格', '高级中学教师资格', null]),
    yearsOfService: pick([null, 0, 5, 12, 35]),
    titles: pick([[], ['骨干教师'], ['学科带头人', '骨干教师'], ['名师']]),
  }
}

function drawSchool(pick: Pick): SchoolFacts {
  return {
    code: 'S1',
    name: '第一小学',
    kind: pick(['完全小学', '初中', '普通高中', null]),
    rural: pick([true, false]),
  }
}

/** A system's numbers as it has them by itself. */
export function usualParams(definition: CaseDefinition): Record<string, unknown> {
  return z.record(z.string(), z.unknown()).parse(definition.params.parse({}))
}
