import { HANDBOOK_MARKS, handbookGrades } from '#contract/handbook.ts'
import type { HandbookGrade, HandbookRow, Handbooks } from '#contract/handbook.ts'

/** The grade of a teacher's month; null where there is none. */
export function gradeOf({ grades }: HandbookRow, month: number): HandbookGrade | null {
  return handbookGrades.find((grade) => HANDBOOK_MARKS[grade] === grades[month - 1]) ?? null
}

/** What the month looked at lacks, in words. */
export function lacksOf({ lacks }: HandbookRow, { lacks: words }: Handbooks): string {
  return (lacks ?? []).map((place) => words[place]).join('；')
}
