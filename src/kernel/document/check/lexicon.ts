import type { FigureId, SupportId } from '#contract/figures.ts'

export type Spoken = Exclude<FigureId | SupportId, 'short-only' | 'planned' | 'budget' | 'required'>

/** How people write of a measure, longest first where one holds another, and in which units. */
interface Entry {
  figure: Spoken
  words: string[]
  units: string[]
  /** Name in a finding. */
  name: string
}

/** A measure is what its word and its unit say together: 参训 with 人次 are participations, with 人 participants. */
export const lexicon: Entry[] = [
  { figure: 'schools', name: '学校数', units: ['所'], words: ['中小学校', '学校总数', '各类学校', '学校'] },
  { figure: 'enrolled', name: '应参训人次', units: ['人次'], words: ['应参加培训', '应参训', '应到'] },
  {
    figure: 'participations',
    name: '认定参训人次',
    units: ['人次'],
    words: [
      '经考勤认定参训',
      '经考勤认定',
      '认定参训',
      '参加培训',
      '培训教师',
      '参训教师',
      '参训',
      '受训',
      '培训',
      '研修',
      '认定',
    ],
  },
  {
    figure: 'participants',
    name: '参训教师人数',
    units: ['人', '名'],
    words: ['参训教师', '参训人数', '参训', '参加培训的教师'],
  },
  {
    figure: 'activities',
    name: '班次',
    units: ['班次', '期', '场'],
    words: ['教师研修', '研修活动', '培训活动', '培训班', '研修班', '培训', '研修', '活动'],
  },
  {
    figure: 'hours',
    name: '认定学时',
    units: ['学时'],
    words: ['认定学时', '累计学时', '研修学时', '培训学时', '学时', '认定'],
  },
  {
    figure: 'credits',
    name: '登记学分',
    units: ['学分'],
    words: ['登记学分', '认定学分', '获得学分', '学分', '登记'],
  },
  {
    figure: 'short',
    name: '未达标人数',
    units: ['人', '名'],
    words: ['未达标教师', '未达标人数', '未达标', '不达标'],
  },
  {
    figure: 'meeting',
    name: '学分达标人数',
    units: ['人', '名'],
    words: ['学分考核达标', '学分达标教师', '学分达标人数', '学分达标', '达标教师', '达标人数', '达标'],
  },
  {
    figure: 'assessed',
    name: '参加学分考核人数',
    units: ['人', '名'],
    words: ['参加学分考核的教师', '参加学分考核教师', '参加学分考核', '参加考核教师', '参加考核'],
  },
  {
    figure: 'readers',
    name: '借阅教师人数',
    units: ['人', '名'],
    words: ['借阅专业图书的教师', '借阅图书的教师', '借阅教师', '借阅专业图书', '借阅图书', '借阅'],
  },
  {
    figure: 'teachers',
    name: '教师人数',
    units: ['人', '名'],
    words: ['在职教师', '专任教师', '教师总数', '教职工', '教师', '老师'],
  },
  {
    figure: 'works',
    name: '研修作品',
    units: ['件'],
    words: ['提交研修作品', '研修作品', '研修成果', '作品', '成果'],
  },
  {
    figure: 'awards',
    name: '获奖',
    units: ['项', '个'],
    words: [
      '教师获奖',
      '各类奖项',
      '各级奖项',
      '各级各类奖',
      '获奖',
      '奖项',
      '荣获',
      '获各级奖',
      '奖励',
      '奖',
    ],
  },
  {
    figure: 'titles',
    name: '名优教师称号',
    units: ['个', '人', '名'],
    words: ['有效期内的名优教师称号', '名优教师称号', '名优教师', '称号'],
  },
  {
    figure: 'mentoring',
    name: '师徒结对',
    units: ['对'],
    words: ['有效的师徒结对', '师徒结对', '青蓝结对', '结对', '师徒'],
  },
  {
    figure: 'exchanges',
    name: '教师交流轮岗',
    units: ['人次', '人', '名'],
    words: ['教师交流轮岗', '交流轮岗教师', '交流轮岗', '教师交流', '交流教师', '轮岗'],
  },
  {
    figure: 'qualification-applied',
    name: '教师资格认定申请人数',
    units: ['人', '名'],
    words: ['受理教师资格认定申请', '教师资格认定申请', '申请教师资格', '资格认定申请', '申请认定'],
  },
  {
    figure: 'qualification-failed',
    name: '教师资格未通过人数',
    units: ['人', '名'],
    words: ['认定未通过', '未通过'],
  },
  {
    figure: 'qualification-certified',
    name: '教师资格认定人数',
    units: ['人', '名'],
    words: ['认定教师资格', '教师资格认定', '资格认定', '通过认定', '认定'],
  },
  { figure: 'funds-in', name: '经费收入', units: ['万元', '元'], words: ['经费收入', '收入'] },
  {
    figure: 'funds-out',
    name: '研修支出',
    units: ['万元', '元'],
    words: ['研修支出', '研修经费支出', '培训支出', '经费支出', '支出'],
  },
  {
    figure: 'programmes',
    name: '研修项目',
    units: ['个', '项'],
    words: ['承办研修项目', '研修项目', '培训项目', '项目'],
  },
]

/** Words that say nothing about what is counted. */
export const fillers = [
  '全年',
  '本年度',
  '年度',
  '本年',
  '今年',
  '一年来',
  '截至',
  '年末',
  '年底',
  '期末',
  '共计',
  '合计',
  '总计',
  '累计',
  '总共',
  '共有',
  '现有',
  '拥有',
  '达到',
  '达',
  '共',
  '有',
  '为',
  '计',
  '是',
  '了',
  '的',
  '在',
  '和',
  '及',
  '及其',
  '并',
  '中',
  '也',
  '其中',
  '分别',
  '实际',
  '已',
  '已经',
  '组织',
  '开展',
  '举办',
  '实施',
  '完成',
  '取得',
  '获得',
  '获',
  '各级',
  '各类',
  '各级各类',
  '按级别分',
  '按类别分',
  '以及',
  '教师',
  '数',
  '总数',
  '人数',
  '人次',
  '数量',
  '尚有',
  '还有',
]

/** Other words for keys. */
export const keyWords: Record<string, string[]> = {
  乡村: ['乡村', '农村'],
  城区: ['城区', '县城'],
  镇区: ['镇区', '集镇'],
  国家级: ['国家级', '国家'],
  省级: ['省级', '省'],
  市级: ['市级', '市'],
  县级: ['县级', '县'],
  校级: ['校级', '校'],
  送教下乡: ['送教下乡', '送教'],
  教师工作坊: ['教师工作坊', '工作坊'],
  校本研修: ['校本研修', '校本培训'],
}

/** Plans and targets are not claims about records; neither are spans of several years. */
export const notAClaim =
  /力争|争取|目标|计划|拟|预计|确保|不低于|不少于|不超过|高于|低于|少于|多于|要求|以内|近[两三四五]年|[两三四五]年来|历年|累计至今|有史以来/

/** Words that make a number one of the whole unit and year, whatever was spoken of before. */
export const wholeYear = /全年|年度|总数|截至|年末|年底/

/** Words that open a comparison with the year before. */
export const comparison = /(?:比|较|同比|与)(?:上年|去年|上一年|\d{4}年)?(?:同期)?(?:相比)?/

/** Name of a measure in a finding. */
export function nameOf(figure: string): string {
  return lexicon.find((entry) => entry.figure === figure)?.name ?? '记录'
}
