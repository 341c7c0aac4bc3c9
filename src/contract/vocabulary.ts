/**
 * The words of the field and the identifiers that stand for them in code, addresses and the database.
 * People read and write the words; figures echo them. Each table maps identifier → word.
 */
import type { Role as AccountRole } from './route.ts'

/** 体系 of a programme: the systems under which a region's activities run. */
export const SYSTEMS = {
  'needs-survey': '训前调研',
  'group-training': '集中培训',
  'cascade-training': '二级培训',
  'rural-teaching-visit': '送教下乡',
  'in-school-coaching': '送培到校',
  'teacher-workshop': '教师工作坊',
  'full-time-study': '置换脱产',
  'school-based-project': '校本研修',
  'topic-refinement': '主题教研',
  'lesson-observation': '听课评课',
  'researcher-fieldwork': '教研员蹲点',
  'teaching-contest': '教学比武',
  reflection: '网络教研',
  'research-project': '课题研究',
  reading: '专业阅读',
  'master-studio': '名师工作室',
  'early-career': '青年教师培养',
  cadre: '干部培训',
  'school-alliance': '盟校活动',
  internship: '教育实习',
  'degree-upgrade': '学历与普通话',
} as const

/** 级别 of programmes, honours and titles, from the highest. */
export const LEVELS = {
  national: '国家级',
  province: '省级',
  city: '市级',
  county: '县级',
  cluster: '学区级',
  school: '校级',
} as const

/** 类别 of units. */
export const UNIT_CATEGORIES = {
  region: '区域',
  centre: '中心',
  cluster: '学区',
  school: '学校',
  external: '外部机构',
} as const

/** 办学类型 of schools; the last three are counted under their own word. */
export const SCHOOL_KINDS = {
  kindergarten: '幼儿园',
  'teaching-point': '教学点',
  primary: '小学',
  'junior-high': '初中',
  'nine-year': '九年一贯制学校',
  'senior-high': '普通高中',
  vocational: '中等职业学校',
  special: '特殊教育学校',
  'village-primary': '村小',
  'complete-primary': '完全小学',
  'central-primary': '中心小学',
} as const

/** 城乡: where a school lies, by the statistics' three kinds. */
export const LOCALITIES = { urban: '城区', town: '镇区', rural: '乡村' } as const

/** 角色 of a person in an activity. */
export const ROLES = { trainee: '学员', lecturer: '主讲', team: '团队', organiser: '组织' } as const

/** What people call the roles of accounts. */
export const ACCOUNT_ROLES: Readonly<Record<AccountRole, string>> = {
  officer: '中心管理员',
  leader: '局领导',
  cluster: '学区负责人',
  school: '学校管理员',
  teacher: '教师',
  applicant: '社会申请人',
}

/** 状态 of a person in a check-in slot. */
export const ATTENDANCE_STATES = { present: '出勤', late: '迟到', leave: '请假', absent: '缺勤' } as const

/** 方向 of money. */
export const FUND_DIRECTIONS = { in: '收入', out: '支出' } as const

/** 结果 of an application for a teacher's qualification. */
export const QUALIFICATION_RESULTS = { certified: '认定', failed: '未通过' } as const

/** 学分类别 that every region knows; it may name others in its credit policy. Words, not identifiers. */
export const CREDIT_CATEGORIES = ['集中', '网络', '校本'] as const

export type System = keyof typeof SYSTEMS
export type Level = keyof typeof LEVELS
export type UnitCategory = keyof typeof UNIT_CATEGORIES
export type SchoolKind = keyof typeof SCHOOL_KINDS
export type Locality = keyof typeof LOCALITIES
export type Role = keyof typeof ROLES

/** 补训课程 that a decision may note a need of; people register for others by their own words. */
export const NEED_COURSES = ['普通话', '教育学心理学'] as const
export type NeedCourse = (typeof NEED_COURSES)[number]
