import type { documentKinds, languages } from '#contract/document.ts'

/** What the kinds of documents are called. */
export const KIND_WORDS: Record<(typeof documentKinds)[number], string> = {
  'work-summary': '工作总结',
  'work-plan': '工作计划',
}

/** What the two scripts are called. */
export const LANGUAGE_WORDS: Record<(typeof languages)[number], string> = {
  'zh-Hans': '简体',
  'zh-Hant': '繁体',
}
