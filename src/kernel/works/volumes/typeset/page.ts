/** The page of a volume: A4, in points (1/72 inch); the same for PDF and Word, so that page numbers agree. */
export const PAGE = { width: 595.28, height: 841.89, top: 85, bottom: 85, left: 79, right: 79, footer: 48 }
/** Sizes of type in points; lines are 20 points apart, as in a printed book of 12-point type. */
export const TYPE = {
  body: 12,
  line: 20,
  chapter: 18,
  part: 24,
  title: 34,
  subtitle: 18,
  byline: 12,
  foot: 10,
}
/** 首行缩进: two characters. */
export const INDENT = 2 * TYPE.body
/** Lines of the contents on a page. */
export const CONTENTS_LINE = 24
