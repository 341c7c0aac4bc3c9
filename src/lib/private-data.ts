import { Refused } from './refusal.ts'

/** A kind of personal data that must not stand in what everybody can read. */
export type PrivateData = '身份证件号' | '手机号' | '银行卡号' | '电子邮箱'

const KINDS: readonly [PrivateData, RegExp][] = [
  [
    '身份证件号',
    /(?<!\d)\d{6}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![\dXx])/,
  ],
  ['身份证件号', /(?<!\d)\d{6}\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}(?!\d)/],
  ['手机号', /(?<!\d)(?:\+?86)?1[3-9]\d{9}(?!\d)/],
  ['银行卡号', /(?<!\d)62\d{14,17}(?!\d)/],
  ['电子邮箱', /[\w.+-]+@[\w-]+\.[\w.]+/],
]

/**
 * Personal data in a text that is to be made public, each kind once; empty when there is none. Full-width digits and
 * digits set apart by spaces or hyphens are read as written together.
 */
export function privateDataIn(text: string): PrivateData[] {
  const plain = text.normalize('NFKC').replaceAll(/(?<=\d)[\s\-‐–—·.](?=\d)/g, '')
  const found = KINDS.filter(([, pattern]) => pattern.test(plain)).map(([kind]) => kind)
  return [...new Set(found)]
}

/**
 * Stops texts that everybody, or many, would read while personal data stands in one of them.
 * @param because says what is wrong and what would make it right, given the kinds found: 身份证件号、手机号.
 * @throws Refused 422.
 */
export function refusePrivate(
  texts: readonly string[],
  because: (kinds: string) => string,
  field?: string,
): void {
  const kinds = [...new Set(texts.flatMap(privateDataIn))]
  if (kinds.length === 0) return
  throw new Refused(422, {
    code: 'private-data',
    because: because(kinds.join('、')),
    ...(field === undefined ? {} : { field }),
  })
}
