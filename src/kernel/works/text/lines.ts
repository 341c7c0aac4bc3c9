/** A line of print that is at least this long and breaks off within a sentence goes on in the next. */
const FULL = 12
const WITHIN = /[\p{Script=Han}，、“《（]$/u
const BEGINS = /^[\p{Script=Han}，、。；：？！”》）“《（\d]/u
/** What begins a paragraph of its own: 一、 （一） 1. and the like. */
const HEADS = /^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十\d]+）|\d+[.．、])/u

/**
 * Lines of print as paragraphs: a PDF knows lines alone, and a word that is cut by the edge of the page is to be found.
 * What is not surely the same sentence stays a line of its own.
 */
export function joinedLines(text: string): string {
  const joined: string[] = []
  let long = false
  for (const line of text.split('\n').map((one) => one.trim())) {
    const last = joined.at(-1)
    if (last !== undefined && long && WITHIN.test(last) && BEGINS.test(line) && !HEADS.test(line))
      joined[joined.length - 1] = last + line
    else joined.push(line)
    long = [...line].length >= FULL
  }
  return joined.join('\n')
}
