import type * as z from 'zod'
import { fieldWord } from './field-words.ts'

const FORMATS: Readonly<Record<string, string>> = {
  uuid: '不是有效的编号',
  date: '应写成 2026-03-08 这样的日期',
  datetime: '应写成带时区的时间',
}

/** What is wrong with an input that a schema refuses and has no words of its own for. */
export function inputWords(issue: z.core.$ZodRawIssue): string {
  return `${fieldWord(issue.path ?? [])}${complaint(issue)}。`
}

function complaint(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? '没有填写' : '的格式不对'
    case 'too_small':
      return `${sizeWord(issue.origin, issue.input)}不能${issue.inclusive === false ? '小于或等于' : '小于'} ${issue.minimum}`
    case 'too_big':
      return `${sizeWord(issue.origin, issue.input)}不能${issue.inclusive === false ? '大于或等于' : '大于'} ${issue.maximum}`
    case 'invalid_format':
      return FORMATS[issue.format] ?? '的格式不对'
    case 'invalid_value':
      return `只能是 ${issue.values.map(String).join('、')}`
    case 'unrecognized_keys':
      return `里有不认识的项目 ${issue.keys.map(shown).join('、')}，请去掉后再试`
    default:
      return '的格式不对'
  }
}

function sizeWord(origin: string, input: unknown): string {
  if (typeof input === 'string' || origin === 'string') return '的字数'
  return Array.isArray(input) ? '的条数' : ''
}

/** Names come from the request: short, and nothing that could end a line. */
function shown(key: string): string {
  return key.slice(0, 40).replaceAll(/[^\p{L}\p{N}_.-]/gu, '?')
}
