/** 校本研修立项审批与认定: the words of its documents, one case each. */
import type { CaseView, Certificate, DocumentOf, Letter } from '#kernel/case/documents/define.ts'
import { head, inChinese, para, say } from '#kernel/document/define.ts'

type Form = {
  kind: string
  topic: string
  way: string
  leader: string
  people: number
  hours: number
  from: string
  until: string
  heldHours: number
}
type View = CaseView<Form, object>

function approval(view: View): Letter {
  const { form, name, submittedOn } = view
  const { topic = '', kind = '', way = '', leader = '', people = 0, hours = 0, from = '', until = '' } = form
  const when = submittedOn === null ? '' : inChinese(submittedOn)
  const words = view.decided['approve']?.because ?? null
  return {
    title: `关于同意《${topic}》立项的批复`,
    to: `${name}：`,
    by: 'centre',
    blocks: [
      para(
        say`你校${when}申报的校本研修项目《${topic}》（受理编号${view.caseNumber}）收悉。经学区初审和审核，同意立项。现批复如下。`,
      ),
      head('项目内容'),
      para(
        say`项目类型为${kind}，研修形式为${way}，由${leader}负责，参训${people}人，计划${hours}学时，自${inChinese(from)}起至${inChinese(until)}止。`,
      ),
      head('实施要求'),
      para(
        say`按批准的方案开展活动，一次活动一个主题，有目标、有方案、有过程、有评价；活动逐次登记，如实签到。主题、时间或负责人有变动的，事先报告。`,
      ),
      ...(words === null || words === '' ? [] : [para(say`审核意见：${words}`)]),
      head('学时认定'),
      para(
        say`项目结束后提交过程记录与总结，申请认定的学时不超过计划学时，也不超过活动记录的学时；经核实后登记学分。`,
      ),
    ],
  }
}

function recognition(view: View): Certificate {
  const { form, caseNumber, name } = view
  const { topic = '', kind = '', from = '', until = '', heldHours = 0 } = form
  return {
    title: '校本研修学时认定书',
    salutation: `${name}：`,
    text: [
      `你校校本研修项目《${topic}》自${inChinese(from)}至${inChinese(until)}实施，经抽查核实，认定${heldHours}学时，参训教师的学分据此登记。`,
    ],
    fields: [
      { title: '项目类型', value: kind },
      { title: '认定学时', value: String(heldHours) },
    ],
    number: caseNumber,
    by: 'centre',
  }
}

/** The documents of a school's project, in the order in which an office writes them. */
export const projectApprovalDocuments: Readonly<
  Record<string, DocumentOf<Form, object, 'approve' | 'recognise'>>
> = {
  approval: { kind: 'circular', whose: 'case', title: '立项批复', after: 'approve', write: approval },
  recognition: {
    kind: 'certificate',
    whose: 'case',
    title: '学时认定书',
    after: 'recognise',
    write: recognition,
  },
}
