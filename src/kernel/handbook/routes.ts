import * as contract from '#contract/handbook.ts'
import { handle, handleRaw, inWork, type Handler } from '#kernel/call.ts'
import { once } from '#kernel/once.ts'
import { typesetApart } from '#kernel/works/volumes/typeset/run.ts'
import { bookOf } from './book.ts'
import type { HandbookRules } from './define.ts'
import { handbooksOf } from './grid.ts'
import { handbookOf } from './page.ts'
import { checkMonth, takeBackEntry, writeEntry } from './service.ts'
import { DOCX, PDF } from '#lib/media-types.ts'

const TYPES = {
  pdf: PDF,
  docx: DOCX,
} as const

/** The routes of handbooks: the school's grid, a teacher's own, entries, monthly checks, and the book to print. */
export const handbookHandlers = (rules: HandbookRules): readonly Handler[] => [
  handle(contract.handbooks, (call) => handbooksOf(call, rules, call.query)),
  handle(contract.checkHandbooks, (call) => {
    const { key, ...asked } = call.body
    return once(call, { key, action: 'handbook.check', content: asked }, () => checkMonth(call, rules, asked))
  }),
  handle(contract.handbookPage, (call) => handbookOf(call, rules, call.params)),
  handle(contract.writeHandbookEntry, (call) => {
    const { key, ...asked } = call.body
    return once(call, { key, action: 'handbook.write', content: asked }, () => writeEntry(call, rules, asked))
  }),
  handle(contract.withdrawHandbookEntry, (call) => {
    const { key } = call.body
    return once(call, { key, action: 'handbook.withdraw', content: call.params }, () =>
      takeBackEntry(call, call.params.id),
    )
  }),
  // no transaction waits while the book is typeset
  handleRaw(contract.handbookFile, async (call) => {
    const { format } = call.params
    const page = await inWork(call.runtime, call.sessionHash, (work) => handbookOf(work, rules, call.params))
    const typeset = await typesetApart(bookOf(page))
    const name = `${page.title}（${page.person.name}）.${format}`
    return { file: Buffer.from(typeset[format]), name, type: TYPES[format] }
  }),
]
