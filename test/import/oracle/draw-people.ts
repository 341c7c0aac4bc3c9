import { checkCharacter } from '#lib/identity-number.ts'
import type { Row } from './book.ts'
import type { Random } from './random.ts'

/** The invented region of the drawn counties. */
export const DRAWN_REGION = { code: '990777', name: '云杉坪县' } as const

const KINDS = [
  '幼儿园',
  '教学点',
  '小学',
  '初中',
  '九年一贯制学校',
  '普通高中',
  '中等职业学校',
  '特殊教育学校',
  '村小',
  '完全小学',
  '中心小学',
]
const PLACES = ['城区', '镇区', '乡村', null]
const STAGES = ['小学', '初中', '高中', null]
const CLOSINGS = ['2024-01-01', '2024-06-30', '2024-12-31', '2025-01-01', '2025-12-31', '2026-01-01']
const SCHOOLS = 12

function unit(code: string, name: string, above: string | null, kind: string): Row {
  return {
    单位代码: code,
    单位名称: name,
    上级代码: above,
    类别: kind,
    办学类型: null,
    城乡: null,
    启用日期: null,
    撤并日期: null,
    并入代码: null,
  }
}

/** The network: openings and closings about the year's ends, successors in chains, forward references, blanks. */
export function drawUnits(draw: Random): Row[] {
  const schools = Array.from({ length: SCHOOLS }, (_, index) =>
    drawSchool(draw, index, unit(`S${index}`, `第${index}台学校`, `X${draw.below(3)}`, '学校')),
  )
  return [
    ...schools.slice(0, 4),
    unit('X0', '东片区', DRAWN_REGION.code, '学区'),
    unit(DRAWN_REGION.code, DRAWN_REGION.name, null, '区域'),
    { ...unit('X1', '西片区', DRAWN_REGION.code, '学区'), 城乡: '镇区' },
    unit('X2', '南片区', DRAWN_REGION.code, '学区'),
    { ...unit('C', '教师发展中心', DRAWN_REGION.code, '中心'), 城乡: '城区' },
    unit('W', '师范大学', null, '外部机构'),
    ...schools.slice(4),
  ]
}

/** Successors have higher numbers, so that chains end; the last two schools stay open. */
function drawSchool(draw: Random, index: number, bare: Row): Row {
  const closes = index < SCHOOLS - 2 && draw.oneIn(2)
  const next = index + 1 + draw.below(SCHOOLS - index - 1)
  return {
    ...bare,
    办学类型: draw.pick([...KINDS, null]),
    城乡: draw.pick(PLACES),
    启用日期: draw.oneIn(3) ? draw.pick(['1998-09-01', '2024-12-31', '2025-01-01', '2025-09-01']) : null,
    ...(closes
      ? { 启用日期: null, 撤并日期: draw.pick(CLOSINGS), 并入代码: draw.oneIn(4) ? null : `S${next}` }
      : {}),
  }
}

/** A valid identity number of somebody invented. */
export function identityNumber(index: number): string {
  const digits = `990777${1965 + (index % 35)}0${1 + (index % 9)}1${index % 9}${String(index).padStart(3, '0')}`
  return digits + checkCharacter(digits)
}

/** Teachers at every kind of place, closed schools too. */
export function drawTeachers(draw: Random, units: readonly Row[]): Row[] {
  const places = units.map((unit) => unit['单位代码'] ?? '')
  return Array.from({ length: 60 }, (_, index) => ({
    身份证件号: identityNumber(index),
    姓名: `教师${index}`,
    单位代码: draw.oneIn(12) ? draw.pick(places) : `S${draw.below(SCHOOLS)}`,
    任教学段: draw.pick(STAGES),
  }))
}
