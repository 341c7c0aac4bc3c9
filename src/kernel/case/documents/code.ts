import { randomInt } from 'node:crypto'

/** Letters and digits that are not taken for one another. */
const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
/** Characters of a code. */
const LENGTH = 12

/** A code that nobody guesses: 60 bits. */
export function newCode(): string {
  return Array.from({ length: LENGTH }, () => SIGNS.charAt(randomInt(SIGNS.length))).join('')
}

/** A code as somebody types it: spaces and hyphens do not count, and what looks alike is taken for what it stands for. */
export function tidyCode(typed: string): string {
  return typed
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s-]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1')
    .replaceAll('U', 'V')
}

/** What may be wrong with a code that nothing has, by its looks alone: its length, or signs that no code has. */
export function doubtOf(code: string): string {
  const strange = [...new Set(Array.from(code).filter((sign) => !SIGNS.includes(sign)))].slice(0, 3)
  if (strange.length > 0)
    return `查验码只有数字和大写字母，没有${strange.map((sign) => `“${sign}”`).join('')}，请对照证书重新输入。`
  const length = Array.from(code).length
  if (length !== LENGTH) return `查验码是 ${LENGTH} 位，这里是 ${length} 位，请看看有没有漏输或多输。`
  return '请对照证书逐位核对，留意相近的 8 和 B、5 和 S、2 和 Z。'
}
