/** The order in which readers expect keys; keys not named here follow by size. */
const customary: Record<string, string[]> = {
  level: ['国家级', '省级', '市级', '州级', '县级', '区级', '学区级', '校级'],
  urban: ['城区', '镇区', '乡村'],
  stage: ['学前', '小学', '初中', '高中', '中职', '特教'],
  kind: [
    '幼儿园',
    '教学点',
    '村小',
    '完全小学',
    '中心小学',
    '小学',
    '初中',
    '九年一贯制学校',
    '普通高中',
    '中等职业学校',
    '特殊教育学校',
  ],
  system: [
    '集中培训',
    '二级培训',
    '送教下乡',
    '送培到校',
    '教师工作坊',
    '网络教研',
    '置换脱产',
    '名师工作室',
    '青年教师培养',
    '干部培训',
    '校本研修',
    '主题教研',
    '听课评课',
    '教研员蹲点',
    '教学比武',
    '课题研究',
    '专业阅读',
    '盟校活动',
  ],
}

/** Sorts keys with values (given by size) into customary order. */
export function inOrder(dimension: string, parts: [string, number][]): [string, number][] {
  const order = customary[dimension] ?? []
  const rank = (key: string) => {
    const at = order.indexOf(key)
    return at < 0 ? order.length : at
  }
  return parts.toSorted(([a], [b]) => rank(a) - rank(b))
}

/** Levels above the county's own. */
export const upperLevels = ['国家级', '省级', '市级', '州级']
