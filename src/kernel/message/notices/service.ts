import { actionOf } from '#kernel/action.ts'
import type * as z from 'zod'
import type { NewNotice, noticePage, noticeRow, notices, receipts } from '#contract/message.ts'
import type { Action } from '#contract/common.ts'
import { editors } from '#contract/route.ts'
import { audit, type Work } from '#kernel/call.ts'
import { dayAt } from '#lib/dates.ts'
import { notFound, Refused } from '#lib/refusal.ts'
import { announce } from '../channels/announce.ts'
import { refuseReminding } from '../decide.ts'
import { addresseesOf, refuseNobody } from './audience.ts'
import {
  findNotice,
  insertReceipt,
  insertReminder,
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
    reminded: reminded.map(({ at, by, people }) => ({ at: at.toISOString(), by, people })),
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
 * Sends a notice: in the program to each addressee, and to the groups whose robots are set up where that is wished.
 * @throws Refused 403, 404, 422 when nobody would get it.
 */
export async function sendNotice(work: Work, asked: NewNotice): Promise<{ id: string; people: number }> {
  const { caller } = work
  if (asked.robots && caller.role !== 'officer')
    throw new Refused(403, {
      code: 'robots',
      because: '群机器人由中心设置，只有中心的通知能发到群里。',
      field: 'robots',
    })
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
    },
    to,
  )
  refuseNobody(people)
  if (asked.robots) await announce(work, { id, title: asked.title, body: asked.body })
  await audit(work.tx, 'notice.send', { kind: 'notice', id }, { title: asked.title, to: words, people })
  return { id, people }
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

/** Reminds those who have not read a notice: on their pages and in the day's mail. @throws Refused 404, 403, 409. */
export async function remindReaders(work: Work, id: string): Promise<{ people: number }> {
  const found = await findNotice(work, id)
  if (found === undefined) throw notFound('这则通知')
  const refusal = await refusalToRemind(work, found)
  if (refusal !== null) throw new Refused(refusal.code === 'not-sender' ? 403 : 409, refusal)
  const people = found.people - found.read
  if (!(await insertReminder(work, id, people)))
    throw new Refused(409, { code: 'reminded', because: '刚才有人已经催阅过了。' })
  await audit(work.tx, 'notice.remind', { kind: 'notice', id }, { people })
  return { people }
}

async function refusalToRemind(work: Work, { id, people, read, unitId }: NoticeRecord) {
  const [newest] = await remindersOf(work, id)
  const { role, unit } = work.caller
  const edits = editors.some((one) => one === role) || role === 'system'
  const sender = edits && (role === 'officer' || role === 'system' || (unitId !== null && unitId === unit))
  return refuseReminding({ unread: people - read, remindedToday: newest?.day === dayAt(work.now), sender })
}

async function remindAbility(work: Work, found: NoticeRecord): Promise<Action> {
  const refusal = await refusalToRemind(work, found)
  return actionOf('remind', refusal?.because ?? null)
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
