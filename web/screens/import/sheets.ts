/** The sheets of the exchange workbook, in its order. */
export const SHEETS = [
  '单位',
  '教师',
  '学分政策',
  '项目',
  '活动',
  '参与',
  '签到',
  '网络学时',
  '作品',
  '荣誉',
  '称号',
  '结对',
  '交流',
  '资格认定',
  '借阅',
  '经费',
] as const

/** A sheet's place in the workbook; one that goes on under a number stands with its first. */
export function placeOf(sheet: string): number {
  const at = SHEETS.findIndex((one) => sheet.startsWith(one))
  return at === -1 ? SHEETS.length : at
}
