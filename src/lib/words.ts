/** Chinese text as words. jieba and its dictionary are loaded with the first text: a tenth of a second, once. */
import { createRequire } from 'node:module'
import type { Jieba } from '@node-rs/jieba'

const require = createRequire(import.meta.url)
let loaded: Jieba | undefined

function jieba(): Jieba {
  if (loaded === undefined) {
    const library = require('@node-rs/jieba') as typeof import('@node-rs/jieba')
    const { dict } = require('@node-rs/jieba/dict.js') as typeof import('@node-rs/jieba/dict.js')
    loaded = library.Jieba.withDict(dict)
  }
  return loaded
}

/** The words of a text in their order, with marks and spaces between them: joined they are the text again. */
export function cutWords(text: string): string[] {
  return jieba().cut(text, true)
}

const WORD = /[\p{L}\p{N}]/u

/** The words by which a text is found: long ones also by their parts; lower case, without marks. */
export function searchWords(text: string): string[] {
  return jieba()
    .cutForSearch(text.normalize('NFKC').toLowerCase(), true)
    .filter((word) => WORD.test(word))
}
