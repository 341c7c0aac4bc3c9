/** What a refused cell is told, in Chinese: what is wrong with what was typed, and what would make it right. */
import type { ErrorCode } from '#contract/import-report.ts'
import { checkCharacter, maskIdentityNumber, type IdentityNumberFault } from '#lib/identity-number.ts'
import { lengthOf, shorten } from '#lib/text.ts'
import type { Column } from '../columns.ts'

export interface Fault {
  readonly code: ErrorCode
  readonly message: string
}

const AS_DATE = '请按 2025-03-08 的样式填写'
const AS_TIME = '请按 2025-03-08 08:30 的样式填写'
const LONGEST_QUOTE = 40

/** What is expected in an error cell or uncalculated formula is told by its column's kind; so is the code. */
const CODES: Readonly<Record<Column['rule']['kind'], ErrorCode>> = {
  text: 'value',
  name: 'value',
  code: 'value',
  word: 'value',
  identity: 'id-number',
  date: 'date',
  time: 'date',
  slot: 'number',
  decimal: 'number',
  rate: 'number',
  integer: 'number',
}

function fault(code: ErrorCode, message: string): Fault {
  return { code, message }
}

/** The words for each kind of fault in a cell. Values are quoted short; identity numbers are masked. */
export const say = {
  required: (column: Column): Fault => fault('required', `“${column.head}”必填，这一格是空的，请补填。`),
  errorCell: (column: Column, word: string): Fault =>
    fault(CODES[column.rule.kind], `“${column.head}”是公式错误 ${word}，请改正公式，或直接填写内容。`),
  uncalculated: (column: Column): Fault =>
    fault(
      CODES[column.rule.kind],
      `“${column.head}”的公式没有计算结果，请用 Excel 打开并保存一次，或直接填写内容。`,
    ),
  tooLong: (column: Column, longest: number): Fault =>
    fault('value', `“${column.head}”太长，最多 ${longest} 个字，请缩短。`),
  precision: (column: Column): Fault =>
    fault(
      'id-number-precision',
      `“${column.head}”存成了数字，末几位已经丢失。请把这一列设为“文本”格式，再按证件重新录入。`,
    ),
  identity: (column: Column, number: string, why: IdentityNumberFault): Fault =>
    fault(
      'id-number',
      `“${column.head}”${quoted(maskIdentityNumber(number))}${identityWords(number, why)}，请按证件核对。`,
    ),
  date: (column: Column, typed: string): Fault =>
    fault('date', `“${column.head}”填的是${quoted(typed)}，不是真实存在的日期，${AS_DATE}。`),
  time: (column: Column, typed: string): Fault =>
    fault('date', `“${column.head}”填的是${quoted(typed)}，不是真实存在的时间，${AS_TIME}。`),
  number: (column: Column, typed: string, right: string): Fault =>
    fault('number', `“${column.head}”填的是${quoted(typed)}，${right}。`),
  slot: (column: Column, typed: string, most: number): Fault =>
    fault('value', `“${column.head}”填的是${quoted(typed)}，场次从 1 开始编号，一个活动最多 ${most} 场。`),
  word: (column: Column, typed: string, words: readonly string[]): Fault =>
    fault('value', `“${column.head}”填的是${quoted(typed)}，应为：${words.join('、')}。`),
  period: (start: Column, startsAt: string, end: Column, endsAt: string): Fault =>
    fault(
      'period',
      `“${end.head}”（${shortTime(endsAt)}）早于“${start.head}”（${shortTime(startsAt)}），请核对这两格。`,
    ),
  missingColumn: (head: string, counted: number): Fault =>
    fault('required', `缺少必填的列“${head}”，本表 ${counted} 行都没有导入。请在表头补上这一列。`),
  missingHeader: (head: string, counted: number): Fault =>
    fault(
      'required',
      `前 6 行里没有找到表头，缺少必填的列“${head}”，本表 ${counted} 行都没有导入。表头上面最多可有 5 行标题。`,
    ),
} as const

function quoted(typed: string): string {
  return `“${shorten(typed.trim(), LONGEST_QUOTE)}”`
}

function identityWords(number: string, why: IdentityNumberFault): string {
  switch (why) {
    case 'length':
      return `有 ${lengthOf(number)} 位，应为 18 位`
    case 'letters':
      return '含有不该有的字符，应为 17 位数字加 1 位数字或 X'
    case 'birth-date':
      return '的第 7 至 14 位不是真实的出生日期'
    default:
      return `的校验码不符（按前 17 位，末位应为 ${checkCharacter(number)}）`
  }
}

function shortTime(time: string): string {
  return time.replace(/:00$/, '')
}
