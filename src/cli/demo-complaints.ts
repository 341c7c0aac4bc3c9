import { randomUUID } from 'node:crypto'
import type { Runtime } from '#kernel/call.ts'
import { answer, complain, complaintsOf } from '#kernel/case/complaints.ts'
import type { Cases } from '#kernel/case/registry.ts'
import type { As } from './demo-cases.ts'

const ANSWERED = {
  name: '周群众',
  contact: '13900002001',
  text: '现场确认时窗口没有公布收件时间，跑了两趟才交上材料。',
}
const WAITING = {
  name: '郑家长',
  contact: '13900002002',
  text: '听说有人请人代考普通话，请核对考场记录和照片。',
}
const WORDS = '经核实，收件时间只贴在二楼。已在网站和一楼大厅公布，并电话致歉。'

/** Two complaints about a round that runs, as people make them on the public page; the centre has answered one. */
export async function demoComplaints(runtime: Runtime, cases: Cases, as: As, round: string): Promise<void> {
  await complain(runtime, round, { key: randomUUID(), ...ANSWERED })
  await as('officer', async (work) => {
    const { complaints } = await complaintsOf(work, cases, { round })
    for (const { id } of complaints) await answer(work, id, { key: randomUUID(), words: WORDS })
  })
  await complain(runtime, round, { key: randomUUID(), ...WAITING })
}
