import { Converter } from 'opencc-js/t2cn'

const toSimplified = Converter({ from: 'tw', to: 'cn' })

/**
 * Text in the form in which it is compared: Simplified, half-width digits, per cent signs and points, no spaces.
 * Chinese punctuation stays, so that a full-width comma never joins two numbers.
 */
export function normal(text: string): string {
  const joined = text.replace(/([０-９])，(?=[０-９]{3}(?![０-９]))/g, '$1')
  const narrow = joined
    .replace(/[０-９％．＋]/g, (sign) => sign.normalize('NFKC'))
    .replace(/[\s\u3000\u200b\ufeff]+/gu, '')
  return toSimplified(narrow)
}
