import { sql } from 'kysely'
import type { Runtime, Work } from '#kernel/call.ts'
import { say, type DocumentModel } from '#kernel/document/model.ts'
import { renderDocx } from '#kernel/document/render/docx.ts'
import { keepFile } from '#kernel/files.ts'
import { mediaOf } from '#kernel/works/media.ts'
import { beginUpload } from '#kernel/works/uploads/service.ts'
import { dayAt } from '#lib/dates.ts'

const NAME = '校本研修计划填报样表.docx'
const COLUMNS = ['活动主题', '时间', '主讲人', '参加教师（人）', '学时']
const SAMPLES = [
  ['低年级识字课的情境创设', '3 月第二周', '教研组长', '12', '2'],
  ['同课异构：《三角形的面积》', '4 月第一周', '骨干教师', '18', '3'],
  ['作业分层设计交流', '5 月第三周', '校长', '24', '2'],
]

/** The sheet that schools fill in, as if the sender had uploaded it. @returns the upload's id. */
export async function planSheet(work: Work, runtime: Runtime): Promise<string> {
  const content = await renderDocx(sheet(dayAt(work.now)))
  const { id } = await beginUpload(work, { name: NAME, bytes: content.length })
  const file = await keepFile(work, runtime, {
    name: NAME,
    type: mediaOf(NAME)?.type ?? '',
    purpose: 'handed-in',
    subject: id,
    content,
  })
  await sql`update upload set file_id = ${file.id} where region_id = ${work.caller.region} and id = ${id}`.execute(
    work.tx,
  )
  return id
}

function sheet(issued: string): DocumentModel {
  return {
    type: 'circular',
    title: '校本研修计划填报样表',
    blocks: [
      { kind: 'paragraph', text: say`一次活动一个主题，一行一次。学时按实际活动时间填写，由学区审核。` },
      {
        kind: 'table',
        caption: '学校校本研修计划',
        columns: COLUMNS.map((title, at) => ({ title, share: at === 0 ? 3 : 2 })),
        rows: SAMPLES.map((row) => row.map((text) => say`${text}`)),
        total: null,
        note: '',
      },
    ],
    annexes: [],
    issuer: '青川谷县教师发展中心',
    issued,
    names: [],
  }
}
