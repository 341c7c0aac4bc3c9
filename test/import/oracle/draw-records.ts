import type { Book, Row } from './book.ts'
import { identityNumber } from './draw-people.ts'
import type { Random } from './random.ts'

const DAYS = [
  '2023-12-31',
  '2024-01-01',
  '2024-02-29',
  '2024-12-31',
  '2025-01-01',
  '2025-07-01',
  '2025-12-31',
  '2026-01-01',
]
const LEVELS = ['国家级', '省级', '市级', '县级', '学区级', '校级']

function many(times: number, row: (index: number) => Row): Row[] {
  return Array.from({ length: times }, (_, index) => row(index))
}

/** The sheets that hang on a teacher: each row drawn from few values, so that keys repeat. */
export function drawRecords(draw: Random, teachers: readonly Row[], units: readonly Row[]): Book {
  const person = (): string => String(draw.pick(teachers)['身份证件号'])
  const unit = (): string => String(draw.pick(units)['单位代码'])
  const day = (): string => draw.pick(DAYS)
  const term = (start: string, end: string): Row => {
    const from = day()
    return { [start]: from, [end]: draw.pick([null, ...DAYS.filter((last) => last >= from)]) }
  }
  return {
    网络学时: many(120, () => ({
      身份证件号: person(),
      平台: draw.pick(['国家平台', '省平台']),
      课程: `课程${draw.below(4)}`,
      学时: draw.pick([1, '2.35', 10, '0.004']),
      完成日期: day(),
    })),
    作品: many(50, (index) => ({
      作品编号: `W${index - (draw.oneIn(9) ? 1 : 0)}`,
      项目编号: draw.oneIn(2) ? `P${draw.below(14)}` : null,
      作者证件号: person(),
      类型: draw.pick(['教案', '课例', '论文']),
      标题: `标题${index}`,
      日期: day(),
    })),
    荣誉: many(60, () => ({
      身份证件号: person(),
      名称: '优质课',
      类型: draw.pick(['课堂教学', '论文']),
      级别: draw.pick(LEVELS),
      等次: draw.pick(['一等奖', null]),
      日期: day(),
    })),
    称号: many(60, () => ({
      身份证件号: person(),
      称号: draw.pick(['骨干教师', '名师', '学科带头人']),
      级别: draw.pick(LEVELS),
      ...term('命名日期', '到期日期'),
    })),
    结对: many(40, () => ({ 师傅证件号: person(), 徒弟证件号: person(), ...term('开始日期', '结束日期') })),
    交流: many(40, () => ({
      身份证件号: person(),
      类型: draw.pick(['支教', '挂职', '轮岗']),
      原单位代码: unit(),
      接收单位代码: unit(),
      ...term('开始日期', '结束日期'),
    })),
    资格认定: many(40, () => {
      const failed = draw.oneIn(3)
      return {
        姓名: '申请人',
        身份证件号: identityNumber(400 + draw.below(30)),
        资格种类: draw.pick(['小学', '初中', '幼儿园']),
        学科: draw.pick(['语文', null]),
        结果: failed ? '未通过' : '认定',
        未通过环节: failed ? draw.pick(['笔试', '面试', null]) : null,
        申请日期: day(),
      }
    }),
    借阅: many(60, () => ({
      图书条码: `B${draw.below(20)}`,
      书名: '给教师的建议',
      身份证件号: person(),
      ...term('借出日期', '归还日期'),
    })),
    经费: many(60, () => ({
      年度: draw.pick([2024, 2025]),
      单位代码: unit(),
      方向: draw.pick(['收入', '支出']),
      科目: draw.pick(['培训费', '资料费']),
      项目编号: draw.oneIn(2) ? `P${draw.below(14)}` : null,
      金额元: draw.pick([100, '2500.5', '0.01', 100]),
      日期: day(),
      凭证号: null,
    })),
  }
}
