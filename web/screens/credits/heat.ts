export type Heat = 0 | 1 | 2 | 3 | 4

/** From which share of people short a cell is one step darker; the same for every school and category. */
const STEPS = [0, 0.1, 0.3, 0.6] as const

/** How dark a cell is: 0 nobody short, up to 4 for more than three in five. */
export function heatOf(short: number, assessed: number): Heat {
  if (assessed === 0 || short === 0) return 0
  const share = short / assessed
  if (share <= STEPS[1]) return 1
  if (share <= STEPS[2]) return 2
  return share <= STEPS[3] ? 3 : 4
}

/** The words for the shades, so that colour is never alone. */
export const HEAT_WORDS: Record<Heat, string> = {
  0: '无人缺',
  1: '少数缺（至多 10%）',
  2: '部分缺（至多 30%）',
  3: '较多缺（至多 60%）',
  4: '多数缺（超过 60%）',
}
