import type * as z from 'zod'
import { HANDBOOK_GRADES } from '#contract/handbook.ts'
import type { handbookPage } from '#contract/handbook.ts'
import type { Book, Chapter } from '#kernel/works/volumes/book.ts'

type Page = z.input<NonNullable<typeof handbookPage.reply>>

/** A handbook as it is typeset: a chapter for each part, by month, before them the school's grades. */
export function bookOf(page: Page): Book {
  return {
    title: page.title,
    subtitle: page.person.name,
    editors: '',
    unit: page.unit.name,
    year: page.year,
    preface: prefaceOf(page),
    parts: [{ title: null, chapters: page.parts.map(({ id, title }) => chapterOf(page, id, title)) }],
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

function chapterOf({ items }: Page, part: string, title: string): Chapter {
  const months = Map.groupBy(
    items.filter((one) => one.part === part),
    ({ on }) => Number(on.slice(5, 7)),
  )
  const paragraphs = [...months].flatMap(([month, own]) => [`【${month} 月】`, ...own.flatMap(linesOf)])
  return {
    title,
    authors: '',
    unit: '',
    paragraphs: paragraphs.length === 0 ? ['本年度没有记录。'] : paragraphs,
  }
}

function linesOf({ on, kindWord, title, hours, text }: Page['items'][number]): string[] {
  const more = text === title ? [] : text.split('\n').filter((line) => line.trim() !== '')
  return [`${on}　${kindWord}：${title}${hours === null ? '' : `（${hours} 学时）`}`, ...more]
}
