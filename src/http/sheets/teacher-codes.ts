import { teacherCodes } from '#contract/session.ts'
import { issueTeacherCodes } from '#kernel/account/teacher-codes.ts'
import { handle } from '#kernel/call.ts'
import { workbookReply } from './workbook-reply.ts'

const COLUMNS = ['单位', '姓名', '登录名（身份证件号）', '激活码', '有效期至'].map((head) => ({
  head,
  kind: 'text' as const,
}))

/** The list that an office prints, cuts and hands out. */
export const teacherCodesHandler = handle(teacherCodes, async (call) => {
  const codes = await issueTeacherCodes(call.runtime, call, call.body)
  const rows = codes.map((code) => [code.unit, code.name, code.login, code.activationCode, code.until])
  const name =
    'unit' in call.body ? `教师激活码 ${call.body.unit}` : `教师激活码（选出的 ${codes.length} 人）`
  return workbookReply(name, [{ name: '激活码', columns: COLUMNS, rows }])
})
