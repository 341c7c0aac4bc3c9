import type { Row } from './book.ts'
import type { Random } from './random.ts'

const SYSTEMS = [
  '训前调研',
  '集中培训',
  '二级培训',
  '送教下乡',
  '校本研修',
  '主题教研',
  '听课评课',
  '置换脱产',
  '盟校活动',
  '学历与普通话',
]
const LEVELS = ['国家级', '省级', '市级', '县级', '学区级', '校级']
const RATES = [null, '0.66', '80%', 1, '0.5', '0.3333', 0]
/** Ends on both sides of the year's turn; local time. */
const TIMES = [
  ['2024-03-08 08:30', '2024-03-09 17:00'],
  ['2024-12-31 08:00', '2024-12-31 23:59'],
  ['2024-12-31 20:00', '2025-01-01 00:00'],
  ['2025-01-01 07:30', '2025-01-01 07:50'],
  ['2025-05-01 08:00', '2025-05-01 08:00'],
  ['2025-11-20 08:00', '2026-01-01 09:00'],
] as const

/** Policies of two years, with a category of the region's own; one year lacks some. */
export function drawPolicies(draw: Random): Row[] {
  const rule = (year: number, category: string): Row => ({
    年度: year,
    学分类别: category,
    年度要求: draw.pick([0, 1, '2.5', 4]),
    学时每学分: draw.pick([1, '1.5', 3, '0.7', 8]),
    单项上限: draw.pick([null, null, '2.5', '0.33', '0.335', 6]),
    最低出勤率: draw.pick(RATES),
  })
  const whole = ['德育', '集中', '网络', '校本'].map((category) => rule(2024, category))
  const part = ['集中', '网络', '校本'].filter(() => !draw.oneIn(4)).map((category) => rule(2025, category))
  return [...part, ...whole]
}

/** Programmes of every system and level, some without credits. */
export function drawProgrammes(draw: Random, units: readonly Row[]): Row[] {
  return Array.from({ length: 14 }, (_, index) => ({
    项目编号: `P${index}`,
    项目名称: `第${index}期研修`,
    体系: draw.pick(SYSTEMS),
    级别: draw.pick(LEVELS),
    年度: draw.pick([2024, 2025]),
    承办单位代码: draw.pick(units)['单位代码'] ?? '',
    学分类别: draw.pick(['集中', '网络', '校本', '校本', '德育', null]),
  }))
}

/** Activities of one to seven slots, with hours that do not divide evenly. */
export function drawActivities(draw: Random): Row[] {
  return Array.from({ length: 40 }, (_, index) => {
    const [from, until] = draw.pick(TIMES)
    return {
      活动编号: `A${index}`,
      项目编号: `P${draw.below(14)}`,
      活动名称: `活动${index}`,
      开始时间: from,
      结束时间: until,
      学时: draw.pick([0, 1, '2.5', '7.35', 8, '0.01']),
      场次数: 1 + draw.below(7),
    }
  })
}

/** Who takes part as what, some in several roles; and who came when. */
export function drawAttendance(
  draw: Random,
  teachers: readonly Row[],
  activities: readonly Row[],
): { parts: Row[]; checkIns: Row[] } {
  const parts: Row[] = []
  const checkIns: Row[] = []
  for (const activity of activities) {
    for (const teacher of teachers.filter(() => draw.oneIn(6))) {
      const key = { 活动编号: activity['活动编号'] ?? '', 身份证件号: teacher['身份证件号'] ?? '' }
      const roles = new Set([
        draw.pick(['学员', '学员', '学员', '学员', '主讲', '团队', '组织']),
        ...(draw.oneIn(8) ? ['学员', '主讲'] : []),
      ])
      parts.push(...[...roles].map((role) => ({ ...key, 角色: role })))
      const diligent = draw.oneIn(2)
      for (let slot = 1; slot <= Number(activity['场次数']); slot += 1) {
        if (draw.oneIn(9)) continue
        const state = diligent
          ? draw.pick(['出勤', '出勤', '出勤', '迟到'])
          : draw.pick(['出勤', '迟到', '请假', '缺勤'])
        checkIns.push({
          ...key,
          场次: slot,
          签到时间: draw.oneIn(2) ? String(activity['开始时间']) : null,
          状态: state,
        })
      }
    }
  }
  return { parts, checkIns }
}
