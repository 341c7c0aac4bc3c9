import type * as z from 'zod'
import { HANDBOOK_GRADES } from '#contract/handbook.ts'
import type { handbookPage } from '#contract/handbook.ts'
import type { Book, Chapter } from '#kernel/works/volumes/book.ts'

type Page = z.input<NonNullable<typeof handbookPage.reply>>

/** A handbook as it is typeset: its three parts by month, before them the school's grades. */
export function bookOf(page: Page): Book {
  return {
    title: page.title,
    subtitle: page.person.name,
    editors: '',
    unit: page.unit.name,
    year: page.year,
    preface: prefaceOf(page),
    parts: page.parts.map(({ id, title }) => ({ title, chapters: chaptersOf(page, id) })),
  }
}

function prefaceOf({ items, hours, checks, person }: Page): string[] {
  const own = items.filter((one) => one.own).length
  return [
    `${person.name}本年度共有记录 ${items.length} 条，其中本人填写 ${own} 条，其余由活动、作品和签到自动汇入；研修活动合计 ${hours} 学时。`,
    ...(checks.length === 0 ? ['学校还没有月查。'] : ['学校月查：']),
    ...checks.map(({ month, grade, remark, by }) =>
      [`${month} 月：${HANDBOOK_GRADES[grade]}`, remark, `检查人：${by}`].filter(Boolean).join('。'),
    ),
  ]
}

function chaptersOf({ items }: Page, part: string): Chapter[] {
  const months = Map.groupBy(
    items.filter((one) => one.part === part),
    ({ on }) => Number(on.slice(5, 7)),
  )
  if (months.size === 0) return [{ title: '本年度没有记录', authors: '', unit: '', paragraphs: [] }]
  return [...months].map(([month, own]) => ({
    title: `${month} 月`,
    authors: '',
    unit: '',
    paragraphs: own.flatMap(({ on, kindWord, title, hours, text }) => [
      `${on}　${kindWord}：${title}${hours === null ? '' : `（${hours} 学时）`}`,
      ...text.split('\n').filter((line) => line.trim() !== ''),
    ]),
  }))
}
