/** Chinese text as words. The dictionary (jieba's own) is loaded with the first text: a tenth of a second, once. */
import { Jieba } from '@node-rs/jieba'
import { dict } from '@node-rs/jieba/dict.js'

let loaded: Jieba | undefined

function jieba(): Jieba {
  loaded ??= Jieba.withDict(dict)
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
