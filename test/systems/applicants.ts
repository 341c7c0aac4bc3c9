import { checkCharacter } from '#lib/identity-number.ts'

/** How many of each kind come to the certificate: the figures of a county's round. */
export const CERTIFIED = { 小学: 12, 初中: 22, 高中: 3, 中职: 5 } as const
/** Where the other forty fall out. */
export const FALL = { 现场确认: 6, 普通话: 8, 教育学心理学: 10, 体检: 4, 能力测试: 9, 专家审查: 3 } as const

export type Kind = keyof typeof CERTIFIED
export type Step = keyof typeof FALL
/** Somebody who applies; the id is that of the case, once there is one. */
export type Applicant = { name: string; kind: Kind; falls: Step | null; id: string }

/** 82 people, each named: first the 42, then those who fall out, step by step. */
export function applicants(): Applicant[] {
  const fates: [Kind, Step | null][] = [
    ...Object.entries(CERTIFIED).flatMap(([kind, many]) =>
      Array.from({ length: many }, () => [kind, null] as [Kind, null]),
    ),
    ...Object.entries(FALL).flatMap(([step, many]) =>
      Array.from({ length: many }, (_, i) => [i % 2 ? '小学' : '初中', step] as [Kind, Step]),
    ),
  ]
  return fates.map(([kind, falls], n) => ({
    name: `申请人${'甲乙丙丁戊己庚辛壬癸'.charAt(n % 10)}${'一二三四五六七八九'.charAt(Math.floor(n / 10))}`,
    kind,
    falls,
    id: '',
  }))
}

/** The identity number of the nth of them, or of somebody beyond. */
export function identityNumber(n: number): string {
  const digits = `53012219950101${String(100 + n).padStart(3, '0')}`
  return digits + checkCharacter(digits)
}

/** The form of one of them, as the counter enters it; who falls out for Putonghua has too low a level. */
export function formOf({ kind, falls }: Applicant) {
  return {
    kind,
    subject: '语文',
    degree: '本科',
    college: '省师范大学',
    putonghua: falls === '普通话' ? '三级甲等' : '二级甲等',
    teacherTraining: false,
    phone: '13800138000',
  }
}

/** What an applicant answers at the page, by the labels of the form. */
export const ANSWERS = {
  任教学科: '语文',
  学历: '本科',
  毕业院校: '省师范大学',
  普通话等级: '二级甲等',
  师范类专业毕业: '否',
}
