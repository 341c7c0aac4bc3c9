/**
 * Measures of an official document by GB/T 9704-2012, in twips (1/20 pt) unless said otherwise: A4, text block
 * 156 × 225 mm, 22 lines of 28 characters, title in 2号, text in 3号.
 */
export const page = {
  width: 11906,
  height: 16838,
  /** 37 mm above, 28 mm left; what remains beside 156 × 225 mm on the other sides. */
  margin: { top: 2098, left: 1588, right: 1474, bottom: 1984 },
  /** The page number's line ends 7 mm below the text block: 23 mm from the edge for 4号. */
  footer: 1304,
  textWidth: 8844,
} as const

/** 225 mm over 22 lines. */
export const linePitch = 579

/** 28 characters of 16 pt are 158 mm wide: a quarter point off each makes them fit 156 mm. */
export const characterSpacing = -5

/** Width of one character of the text as set. */
export const characterWidth = 315

/** Sizes in half points. */
export const size = { title: 44, text: 32, table: 21, pageNumber: 28 } as const

/** Fonts of a document; the names are what Word and WPS know them by. */
export interface Fonts {
  title: string
  head: string
  subhead: string
  text: string
  number: string
}

/** The fonts that offices have for Simplified, and ones with the characters for Traditional. */
export const fonts: Record<Language, Fonts> = {
  'zh-Hans': {
    title: '方正小标宋简体',
    head: '黑体',
    subhead: '楷体_GB2312',
    text: '仿宋_GB2312',
    number: '宋体',
  },
  'zh-Hant': { title: '方正小标宋_GBK', head: '黑体', subhead: '楷体', text: '仿宋', number: '宋体' },
}

/** What stands in for a font where it is missing, best first: office fonts of the same face, then free ones. */
export const fallbacks: Record<string, string[]> = {
  方正小标宋简体: [
    'FZXiaoBiaoSong-B05S',
    '华文中宋',
    'STZhongsong',
    '宋体',
    'SimSun',
    'Noto Serif CJK SC',
    'FandolSong',
  ],
  方正小标宋_GBK: ['FZXiaoBiaoSong-B05', '华文中宋', 'STZhongsong', '宋体', 'SimSun', 'Noto Serif CJK SC'],
  黑体: ['SimHei', '华文黑体', 'STHeiti', 'Noto Sans CJK SC', 'FandolHei'],
  楷体_GB2312: ['楷体', 'KaiTi', '华文楷体', 'STKaiti', 'FandolKai', 'Noto Serif CJK SC'],
  楷体: ['KaiTi', '华文楷体', 'STKaiti', 'FandolKai', 'Noto Serif CJK SC'],
  仿宋_GB2312: [
    '仿宋',
    'FangSong',
    '华文仿宋',
    'STFangsong',
    'FandolFang R',
    'FandolFang',
    'Noto Serif CJK SC',
  ],
  仿宋: ['FangSong', '华文仿宋', 'STFangsong', 'FandolFang R', 'FandolFang', 'Noto Serif CJK SC'],
  宋体: ['SimSun', '华文宋体', 'STSong', 'Noto Serif CJK SC', 'FandolSong'],
}

export type Language = 'zh-Hans' | 'zh-Hant'

/** Width of a text in characters of the text block: Latin letters, digits and half-width signs are half. */
export function widthOf(text: string): number {
  return [...text].reduce((width, character) => width + (/[\u0020-\u007e]/.test(character) ? 0.5 : 1), 0)
}
