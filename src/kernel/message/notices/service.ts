import { actionOf } from '#kernel/action.ts'
import type * as z from 'zod'
import type { NewNotice, noticePage, noticeRow, notices, receipts } from '#contract/message.ts'
import type { Action } from '#contract/common.ts'
import { editors } from '#contract/route.ts'
import { audit, type Runtime, type Work } from '#kernel/call.ts'
import { dayAt } from '#lib/dates.ts'
import { notFound, Refused } from '#lib/refusal.ts'
import { announce } from '../channels/announce.ts'
import { addresseesOf, refuseNobody } from './audience.ts'
import { attach, filesOf } from './files.ts'
import { remindAbility } from './remind.ts'
import {
  findNotice,
  insertReceipt,
  noticesSent,
  noticesToMe,
  receiptsOf,
  remindersOf,
  type NoticeRecord,
} from './store.ts'
import { insertNotice } from './write.ts'

type List = z.input<NonNullable<typeof notices.reply>>
type Page = z.input<NonNullable<typeof noticePage.reply>>
type Receipts = z.input<NonNullable<typeof receipts.reply>>

/** A page of notices: to the caller, or those that went out within the caller's view. */
export async function listNotices(
  work: Work,
  asked: { box: 'mine' | 'sent'; unread?: 'yes' | undefined; offset: number; limit: number },
): Promise<List> {
  const sent = asked.box === 'sent' && work.caller.role !== 'teacher' && work.caller.role !== 'applicant'
  const { total, rows } = sent
    ? await noticesSent(work, asked)
    : await noticesToMe(work, { ...asked, unread: asked.unread === 'yes' })
  return { total, rows: rows.map((row) => rowOf(work, row)), actions: [sendAbility(work)] }
}

/** A notice with what the caller can do. @throws Refused 404. */
export async function noticePageOf(work: Work, id: string): Promise<Page> {
  const found = await findNotice(work, id)
  if (found === undefined) throw notFound('这则通知')
  const reminded = await remindersOf(work, id)
  return {
    notice: rowOf(work, found),
    body: found.body,
    link: found.link,
    circular: found.circular,
    files: await filesOf(work, id),
    remindDays: found.remindDays,
    reminded: reminded.map(({ at, by, people }) => ({ at: at.toISOString(), by: byWhom(by), people })),
    actions: [await remindAbility(work, found)],
  }
}

/** Who has read a notice and who has not, as far as the caller sees them. @throws Refused 404. */
export async function receiptsPage(
  work: Work,
  id: string,
  asked: { read?: 'yes' | 'no' | undefined; offset: number; limit: number },
): Promise<Receipts> {
  if ((await findNotice(work, id)) === undefined) throw notFound('这则通知')
  const { total, rows } = await receiptsOf(work, id, asked)
  return { total, rows: rows.map((row) => ({ ...row, readAt: row.readAt?.toISOString() ?? null })) }
}

/**
 * Sends a notice with its attachments: in the program to each addressee, and to the groups whose robots are set up where
 * that is wished.
 * @throws Refused 403, 404, 409, 413, 422 when nobody would get it.
 */
export async function sendNotice(
  work: Work,
  runtime: Runtime,
  asked: NewNotice,
): Promise<{ id: string; people: number }> {
  const { caller } = work
  if (asked.robots && caller.role !== 'officer')
    throw new Refused(403, {
      code: 'robots',
      because: '群机器人由中心设置，只有中心的通知能发到群里。',
      field: 'robots',
    })
  refuseNoDay(asked)
  refusePast(work, asked.dueOn, 'dueOn')
  refusePast(work, asked.pinnedUntil, 'pinnedUntil')
  const { to, words } = await addresseesOf(work, asked.audience)
  const { id, people } = await insertNotice(
    work,
    {
      kind: asked.circular === null ? 'notice' : 'circular',
      title: asked.title,
      body: asked.body,
      unitId: caller.unit,
      audience: words,
      dueOn: asked.dueOn,
      pinnedUntil: asked.pinnedUntil,
      link: asked.circular === null ? null : `/circulars/${asked.circular}`,
      circularId: asked.circular,
      remindDays: asked.remindDays,
    },
    to,
  )
  refuseNobody(people)
  await attach(work, runtime, id, asked.uploads)
  if (asked.robots) await announce(work, { id, title: asked.title, body: asked.body })
  await audit(work.tx, 'notice.send', { kind: 'notice', id }, { title: asked.title, to: words, people })
  return { id, people }
}

function refuseNoDay({ remindDays, dueOn }: NewNotice): void {
  if (remindDays === null || dueOn !== null) return
  const because = '到期前自动催阅要先填办理期限。'
  throw new Refused(422, { code: 'no-day', because, field: 'dueOn' })
}

function refusePast({ now }: Work, day: string | null, field: string): void {
  if (day === null || day >= dayAt(now)) return
  throw new Refused(422, { code: 'past', because: '日期已经过去，请选今天或以后。', field })
}

/** Writes that the caller has read a notice; once, however often it is opened. @throws Refused 404 for who is no addressee. */
export async function readNotice(work: Work, id: string): Promise<{ done: true }> {
  if (!(await insertReceipt(work, id))) throw notFound('发给您的这则通知')
  return { done: true }
}

/** The program's own reminders are named after what they are. */
function byWhom(by: string): string {
  return by.startsWith('系统：') ? '到期前自动' : by
}

function sendAbility({ caller }: Work): Action {
  const may = editors.some((role) => role === caller.role)
  return actionOf('send', may ? null : '通知由学校、学区和中心发出。')
}

function rowOf({ now }: Work, found: NoticeRecord): z.input<typeof noticeRow> {
  const {
    publishedAt,
    readAt,
    pinnedUntil,
    body: _,
    link: _l,
    circular: _c,
    remindDays: _r,
    unitId: _u,
    accountId: _a,
    ...row
  } = found
  return {
    ...row,
    publishedAt: publishedAt.toISOString(),
    readAt: readAt?.toISOString() ?? null,
    pinned: pinnedUntil !== null && pinnedUntil >= dayAt(now),
  }
}
