import * as certificate from '#contract/certificate.ts'
import * as channel from '#contract/channel.ts'
import * as circular from '#contract/circular.ts'
import * as message from '#contract/message.ts'
import * as audience from '#contract/notice-audience.ts'
import * as told from '#contract/telling.ts'
import { handle, handleRaw, type Call, type Handler } from '#kernel/call.ts'
import type { CaseDefinition } from '#kernel/case/define.ts'
import { Cases } from '#kernel/case/registry.ts'
import { once } from '#kernel/once.ts'
import type { TodoFinder } from './define.ts'
import { certificateList, remindCertificates } from './certificates/service.ts'
import { outboxPage, retryGivenUp } from './channels/outbox.ts'
import { dropFeed, makeFeed, ownSettings, setOwn } from './channels/own.ts'
import { setSettings, shownSettings } from './channels/settings.ts'
import { tryChannel } from './channels/try.ts'
import { circularFileOf, circularPageOf, listCirculars, makeCircular } from './circulars/service.ts'
import { addresseesOfLines, titlesHeld } from './notices/addressees.ts'
import { noticeFileOf } from './notices/files.ts'
import { remindReaders } from './notices/remind.ts'
import { listNotices, noticePageOf, readNotice, receiptsPage, sendNotice } from './notices/service.ts'
import { tell, tellingOf } from './notices/telling.ts'
import { endRegulation, enterRegulation, listRegulations } from './regulations/service.ts'
import { todoCounts, todosOf } from './todos/list.ts'

/** The routes of messages, for the systems that the program has; `more` are to-dos that ask for more than cases. */
export function messageHandlers(
  all: readonly CaseDefinition[],
  more: readonly TodoFinder[] = [],
): readonly Handler[] {
  const desk = { cases: new Cases(all), more }
  return [
    handle(message.todos, (call) => todosOf(call, call.runtime.db, desk)),
    handle(message.todoCount, (call) => todoCounts(call, call.runtime.db, desk)),
    ...NOTICES,
    ...CIRCULARS,
    ...CHANNELS,
    handle(certificate.certificatesMissing, (call) => certificateList(call, call.query)),
    handle(certificate.remindCertificates, (call) =>
      keyed(call, 'certificate.remind', () => remindCertificates(call, call.body)),
    ),
  ]
}

const NOTICES: readonly Handler[] = [
  handle(message.notices, (call) => listNotices(call, call.query)),
  handle(message.sendNotice, (call) =>
    keyed(call, 'notice.send', () => sendNotice(call, call.runtime, call.body)),
  ),
  handle(audience.findAddressees, (call) => addresseesOfLines(call, call.body.lines)),
  handle(audience.noticeTitles, (call) => titlesHeld(call)),
  handle(message.noticePage, (call) => noticePageOf(call, call.params.id)),
  handle(message.receipts, (call) => receiptsPage(call, call.params.id, call.query)),
  handle(message.noticeFile, (call) => noticeFileOf(call, call.runtime, call.params)),
  handle(told.telling, (call) => tellingOf(call, call.params.id)),
  handle(told.noteTold, (call) => {
    const { key: _, ...said } = call.body
    return keyed(call, 'notice.told', () => tell(call, call.params.id, said))
  }),
  handle(message.readNotice, (call) => readNotice(call, call.params.id)),
  handle(message.remindReaders, (call) =>
    keyed(call, 'notice.remind', () => remindReaders(call, call.params.id)),
  ),
]

const CIRCULARS: readonly Handler[] = [
  handle(circular.circulars, (call) => listCirculars(call, call.query.year)),
  handle(circular.makeCircular, (call) =>
    keyed(call, 'circular.issue', () => makeCircular(call, call.runtime, call.body)),
  ),
  handle(circular.circularPage, (call) => circularPageOf(call, call.params.id)),
  handle(circular.circularFile, (call) => circularFileOf(call, call.runtime, call.params.id)),
  handle(circular.regulations, (call) => listRegulations(call)),
  handle(circular.enterRegulation, (call) =>
    keyed(call, 'regulation.enter', () => enterRegulation(call, call.body)),
  ),
  handle(circular.endRegulation, (call) =>
    keyed(call, 'regulation.end', () => endRegulation(call, call.params.id, call.body)),
  ),
]

const CHANNELS: readonly Handler[] = [
  handle(channel.messageSettings, (call) => shownSettings(call)),
  handle(channel.setMessageSettings, (call) =>
    keyed(call, 'message.settings', () => setSettings(call, call.runtime.dataDir, call.body)),
  ),
  handleRaw(channel.testChannel, (call) => tryChannel(call)),
  handle(channel.outbox, (call) => outboxPage(call, call.query)),
  handle(channel.retryOutbox, (call) => keyed(call, 'message.retry', () => retryGivenUp(call))),
  handle(channel.ownMessages, (call) => ownSettings(call)),
  handle(channel.setOwnMessages, (call) => setOwn(call, call.body)),
  handle(channel.makeCalendar, (call) => makeFeed(call, call.origin)),
  handle(channel.dropCalendar, (call) => dropFeed(call)),
]

/** A retry of the request has one effect, on the same thing only. */
function keyed<P, Q, B extends { key: string }, R extends object>(
  call: Call<P, Q, B>,
  action: string,
  run: () => Promise<R>,
): Promise<R> {
  return once(call, { key: call.body.key, action, content: { params: call.params, ...call.body } }, run)
}
