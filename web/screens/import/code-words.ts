import type { ErrorCode } from '#contract/import-report.ts'

/** The kinds of errors in a few words each. */
export const CODE_WORDS: Record<ErrorCode, string> = {
  required: '必填项为空',
  'id-number': '身份证件号有误',
  'id-number-precision': '身份证件号丢了位数',
  date: '日期有误',
  number: '数字有误',
  value: '不在可填的值里',
  reference: '指向的内容不存在',
  duplicate: '重复',
  period: '起止颠倒',
}
