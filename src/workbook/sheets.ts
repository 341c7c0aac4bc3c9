/**
 * The sixteen sheets of the exchange workbook: columns in their order, keys, references and periods. This table is
 * the only place where the workbook's shape is written; reader, import, exports and the template all follow it.
 */
import {
  ATTENDANCE_STATES,
  FUND_DIRECTIONS,
  LEVELS,
  LOCALITIES,
  QUALIFICATION_RESULTS,
  ROLES,
  SCHOOL_KINDS,
  SYSTEMS,
  UNIT_CATEGORIES,
} from '#contract/vocabulary.ts'
import {
  SLOTS,
  code,
  date,
  decimal,
  identity,
  integer,
  name,
  rate,
  slot,
  star,
  text,
  time,
  word,
  type Column,
  type ValueOf,
} from './columns.ts'

/** What a code or number in a cell must point to. */
export type Target = 'unit' | 'teacher' | 'programme' | 'activity'

export interface Sheet {
  readonly columns: Readonly<Record<string, Column>>
  /** Properties of the key, in its order; empty: identical rows are told apart by their count. */
  readonly key: readonly string[]
  readonly references: Readonly<Record<string, Target>>
  /** Start and end properties: an end before its start is refused, equal is allowed. */
  readonly period?: readonly [start: string, end: string]
}

const YEAR = { least: 1900, most: 2100 }
const HOURS = { least: 0, most: 100_000 }
const PEOPLE = { least: 0, most: 10_000_000 }
const MONEY = { least: 0, most: 1_000_000_000_000 }

function sheet<const S extends Sheet>(shape: S): S {
  return shape
}

export const SHEETS = {
  单位: sheet({
    columns: {
      code: star(code('单位代码')),
      name: star(name('单位名称')),
      parentCode: code('上级代码'),
      category: star(word('类别', UNIT_CATEGORIES)),
      schoolKind: word('办学类型', SCHOOL_KINDS),
      locality: word('城乡', LOCALITIES),
      township: text('乡镇'),
      openedOn: date('启用日期'),
      closedOn: date('撤并日期'),
      mergedIntoCode: code('并入代码'),
    },
    key: ['code'],
    references: { parentCode: 'unit', mergedIntoCode: 'unit' },
    period: ['openedOn', 'closedOn'],
  }),
  教师: sheet({
    columns: {
      identityNumber: identity('身份证件号'),
      name: star(name('姓名')),
      unitCode: star(code('单位代码')),
      stage: text('任教学段'),
      subject: text('任教学科'),
      phone: code('手机号'),
      professionalTitle: text('职称'),
      degree: text('学历'),
      startedWorkOn: date('参加工作日期'),
      staffing: text('编制'),
      putonghua: text('普通话等级'),
      qualification: text('资格种类'),
    },
    key: ['identityNumber'],
    references: { unitCode: 'unit' },
  }),
  学分政策: sheet({
    columns: {
      year: star(integer('年度', YEAR)),
      category: star(text('学分类别')),
      requirement: star(decimal('年度要求', HOURS)),
      hoursPerCredit: star(decimal('学时每学分', { above: 0, most: HOURS.most })),
      itemCap: decimal('单项上限', HOURS),
      leastAttendance: rate('最低出勤率'),
    },
    key: ['year', 'category'],
    references: {},
  }),
  项目: sheet({
    columns: {
      number: star(code('项目编号')),
      name: star(name('项目名称')),
      system: star(word('体系', SYSTEMS)),
      level: star(word('级别', LEVELS)),
      year: star(integer('年度', YEAR)),
      hostCode: star(code('承办单位代码')),
      subject: text('学科'),
      stage: text('学段'),
      startsOn: date('开始日期'),
      endsOn: date('结束日期'),
      plannedPeople: integer('计划人数', PEOPLE),
      budget: decimal('预算元', MONEY),
      creditCategory: text('学分类别'),
    },
    key: ['number'],
    references: { hostCode: 'unit' },
    period: ['startsOn', 'endsOn'],
  }),
  活动: sheet({
    columns: {
      number: star(code('活动编号')),
      programmeNumber: star(code('项目编号')),
      name: star(name('活动名称')),
      stage: text('阶段'),
      startsAt: star(time('开始时间')),
      endsAt: star(time('结束时间')),
      placeCode: code('地点单位代码'),
      hours: star(decimal('学时', HOURS)),
      slots: star(integer('场次数', SLOTS)),
    },
    key: ['number'],
    references: { programmeNumber: 'programme', placeCode: 'unit' },
    period: ['startsAt', 'endsAt'],
  }),
  参与: sheet({
    columns: {
      activityNumber: star(code('活动编号')),
      identityNumber: identity('身份证件号'),
      role: star(word('角色', ROLES)),
    },
    key: ['activityNumber', 'identityNumber', 'role'],
    references: { activityNumber: 'activity', identityNumber: 'teacher' },
  }),
  签到: sheet({
    columns: {
      activityNumber: star(code('活动编号')),
      identityNumber: identity('身份证件号'),
      slot: slot('场次'),
      checkedInAt: time('签到时间'),
      state: star(word('状态', ATTENDANCE_STATES)),
    },
    key: ['activityNumber', 'identityNumber', 'slot'],
    references: { activityNumber: 'activity', identityNumber: 'teacher' },
  }),
  网络学时: sheet({
    columns: {
      identityNumber: identity('身份证件号'),
      platform: star(text('平台')),
      course: star(text('课程')),
      hours: star(decimal('学时', HOURS)),
      completedOn: star(date('完成日期')),
    },
    key: ['identityNumber', 'platform', 'course'],
    references: { identityNumber: 'teacher' },
  }),
  作品: sheet({
    columns: {
      number: star(code('作品编号')),
      programmeNumber: code('项目编号'),
      identityNumber: identity('作者证件号'),
      kind: star(text('类型')),
      title: star(text('标题')),
      madeOn: star(date('日期')),
    },
    key: ['number'],
    references: { programmeNumber: 'programme', identityNumber: 'teacher' },
  }),
  荣誉: sheet({
    columns: {
      identityNumber: identity('身份证件号'),
      name: star(name('名称')),
      kind: star(text('类型')),
      level: star(word('级别', LEVELS)),
      grade: text('等次'),
      awardedOn: star(date('日期')),
    },
    key: ['identityNumber', 'name', 'kind', 'level', 'grade', 'awardedOn'],
    references: { identityNumber: 'teacher' },
  }),
  称号: sheet({
    columns: {
      identityNumber: identity('身份证件号'),
      title: star(text('称号')),
      level: star(word('级别', LEVELS)),
      namedOn: star(date('命名日期')),
      expiresOn: date('到期日期'),
    },
    key: ['identityNumber', 'title', 'level', 'namedOn'],
    references: { identityNumber: 'teacher' },
    period: ['namedOn', 'expiresOn'],
  }),
  结对: sheet({
    columns: {
      mentorIdentityNumber: identity('师傅证件号'),
      apprenticeIdentityNumber: identity('徒弟证件号'),
      startsOn: star(date('开始日期')),
      endsOn: date('结束日期'),
    },
    key: ['mentorIdentityNumber', 'apprenticeIdentityNumber', 'startsOn'],
    references: { mentorIdentityNumber: 'teacher', apprenticeIdentityNumber: 'teacher' },
    period: ['startsOn', 'endsOn'],
  }),
  交流: sheet({
    columns: {
      identityNumber: identity('身份证件号'),
      kind: star(text('类型')),
      fromCode: star(code('原单位代码')),
      toCode: star(code('接收单位代码')),
      startsOn: star(date('开始日期')),
      endsOn: date('结束日期'),
    },
    key: ['identityNumber', 'kind', 'startsOn'],
    references: { identityNumber: 'teacher', fromCode: 'unit', toCode: 'unit' },
    period: ['startsOn', 'endsOn'],
  }),
  资格认定: sheet({
    columns: {
      name: star(name('姓名')),
      identityNumber: identity('身份证件号'),
      kind: star(text('资格种类')),
      subject: text('学科'),
      putonghua: text('普通话等级'),
      result: star(word('结果', QUALIFICATION_RESULTS)),
      failedStep: text('未通过环节'),
      certificateNumber: code('证书编号'),
      appliedOn: star(date('申请日期')),
    },
    key: ['identityNumber', 'kind', 'subject', 'appliedOn'],
    references: {},
  }),
  借阅: sheet({
    columns: {
      barcode: star(code('图书条码')),
      title: star(text('书名')),
      identityNumber: identity('身份证件号'),
      lentOn: star(date('借出日期')),
      returnedOn: date('归还日期'),
    },
    key: ['barcode', 'identityNumber', 'lentOn'],
    references: { identityNumber: 'teacher' },
    period: ['lentOn', 'returnedOn'],
  }),
  经费: sheet({
    columns: {
      year: star(integer('年度', YEAR)),
      unitCode: star(code('单位代码')),
      direction: star(word('方向', FUND_DIRECTIONS)),
      item: star(text('科目')),
      programmeNumber: code('项目编号'),
      amount: star(decimal('金额元', MONEY)),
      bookedOn: star(date('日期')),
      voucher: code('凭证号'),
    },
    key: [],
    references: { unitCode: 'unit', programmeNumber: 'programme' },
  }),
} as const

export type SheetName = keyof typeof SHEETS

/** A parsed row of a sheet: `row` is Excel's number; values are typed by the sheet's columns. */
export type RowValues<S extends SheetName> = {
  [P in keyof (typeof SHEETS)[S]['columns']]: ValueOf<(typeof SHEETS)[S]['columns'][P]>
}

/** Names of the sheets in the workbook's order. */
export const SHEET_NAMES: readonly SheetName[] = Object.keys(SHEETS).filter(isSheetName)

/** True for the name of one of the sheets. */
export function isSheetName(name: string): name is SheetName {
  return Object.hasOwn(SHEETS, name)
}
