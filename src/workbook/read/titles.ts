/** Which tab is which sheet: spaces and full-width brackets aside, 签到(2) goes on where 签到 ends. */
import type { ImportWarning } from '#contract/import-report.ts'
import { normaliseText } from '#lib/text.ts'
import { SHEET_NAMES, type SheetName } from '../sheets.ts'
import type { BookSheet } from './book.ts'

export interface Tab {
  readonly sheet: SheetName
  /** How the tab is named in errors: the sheet's name with its continuation, or as written when that is not unique. */
  readonly title: string
  readonly part: string
}

const TITLE = /^(.+?)(?:\((\d{1,3})\))?$/u

/** The workbook's known tabs, in its order, and what is said of the others. */
export function matchTabs(sheets: readonly BookSheet[]): { tabs: Tab[]; warnings: ImportWarning[] } {
  const tabs: Tab[] = []
  const warnings: ImportWarning[] = []
  for (const { title, part, hidden } of sheets) {
    const plain = normaliseText(title).replace(/\s+/gu, '')
    const sheet = sheetOf(plain)
    if (sheet === undefined || part === '') {
      warnings.push({ sheet: title, message: `不认识工作表“${title}”，已忽略。可用的工作表见模板。` })
      continue
    }
    if (hidden) warnings.push({ sheet: title, message: `工作表“${title}”是隐藏的，也已读取。` })
    tabs.push({ sheet, title: tabs.some((tab) => tab.title === plain) ? title : plain, part })
  }
  return { tabs, warnings }
}

function sheetOf(title: string): SheetName | undefined {
  const base = TITLE.exec(title)?.[1]
  return SHEET_NAMES.find((name) => name === base)
}
