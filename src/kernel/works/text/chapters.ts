const DIGITS = '零一二三四五六七八九'
const NUMBERS = /[一二三四五六七八九十]+|\d+/g

/** 十二 as 12, 二十 as 20; digits as they are. */
function valueOf(text: string): number {
  if (/^\d+$/.test(text)) return Number(text)
  const [tens = '', ones] = text.includes('十') ? text.split('十') : ['0', text]
  const ten = tens === '' ? 1 : Math.max(DIGITS.indexOf(tens), 0)
  return ten * 10 + (ones === undefined || ones === '' ? 0 : Math.max(DIGITS.indexOf(ones), 0))
}

/** What is compared: numbers at one width, and 上册 before 下册. */
function orderOf(chapter: string): string {
  return chapter
    .replaceAll(NUMBERS, (text) => String(valueOf(text)).padStart(4, '0'))
    .replaceAll('上册', '1册')
    .replaceAll('下册', '2册')
}

/** Chapters in the order of the textbook, as far as their numbers tell. */
export function sortedChapters(chapters: readonly string[]): string[] {
  return chapters.toSorted((a, b) => orderOf(a).localeCompare(orderOf(b), 'zh'))
}
