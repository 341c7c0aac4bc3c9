/** What the demonstration county's 校本研修 tells: projects, activities held, handbook entries. */

export const SCHOOL_PLAN = { people: 12 }

/** A school's own project, approved two months ago. */
export const OWN_PROJECT = {
  kind: '自主项目',
  principal: '周建国',
  topic: '整本书阅读的课内外衔接',
  way: '集体活动',
  goal: '让中高年级学生每学期读完两本书，教师掌握导读、推进、交流三种课型的上法。',
  plan: '每两周一次，每次半天：先集体备课，再同课异构，课后当天评议；由语文教研组长主持，全体语文教师参加；学期末汇编课例，资料当天归档。',
  leader: '王秀英',
  people: 12,
  hours: 16,
}

/** Activities of it, with how many were away. */
export const HELD = [
  { title: '导读课集体备课', daysAgo: 45, hours: 4, away: 1 },
  { title: '推进课同课异构', daysAgo: 31, hours: 4, away: 0 },
  { title: '交流课课例研讨', daysAgo: 17, hours: 4, away: 2 },
  { title: '整本书阅读评价研讨', daysAgo: 5, hours: 4, away: 0 },
] as const

/** What the centre has set for some schools. */
export const ASSIGNED = {
  subject: '数学',
  topic: '小学数学估算教学的改进',
  goal: '让每个孩子在解决问题时愿意估、会估，能用估算检验计算结果，形成分年级的估算教学课例。',
  hours: 16,
}

/** What the cast's teacher wrote into the own handbook. */
export const ENTRIES = [
  {
    daysAgo: 30,
    kind: 'observed',
    title: '听三年级《搭配》一课',
    text: '执教者先让学生自己摆，再说怎么想的；有序思考是在操作里出来的。提问可以再少两个。',
  },
  {
    daysAgo: 26,
    kind: 'reflection',
    title: '《分数的初步认识》课后反思',
    text: '折纸用了十分钟，练习不够。下次先折一张、再比一比，把时间留给说理。',
  },
  {
    daysAgo: 20,
    kind: 'note',
    title: '读《给教师的建议》第 18 至 22 条',
    text: '后进的孩子更要靠阅读。准备在班里设十分钟午读，从图画书开始。',
  },
  {
    daysAgo: 3,
    kind: 'lesson-plan',
    title: '《长方形的周长》教学设计',
    text: '从围花坛引入，先估一估再量一量。',
  },
] as const

/** What the school wrote beside its grades, in their order. */
export const REMARKS = [
  '听课记录详实，可作样例',
  '',
  '',
  '反思写得简略，请结合课例写具体',
  '',
  '全月没有听课，本月补上',
] as const
