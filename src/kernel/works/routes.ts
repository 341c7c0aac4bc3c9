import { actionOf } from '#kernel/action.ts'
import * as libraryContract from '#contract/library.ts'
import * as contract from '#contract/works.ts'
import { notFound } from '#lib/refusal.ts'
import { handle, type Handler } from '../call.ts'
import { findFile } from '../files.ts'
import { once } from '../once.ts'
import type { ProgrammeDefinition } from '../programme/define.ts'
import { Systems } from '../programme/registry.ts'
import { alikeTo, differenceFor } from './compare.ts'
import { textOf } from './find.ts'
import { addVersion, handIn } from './hand-in.ts'
import { findInLibrary, noteDownload, rate } from './library.ts'
import { worksList } from './list.ts'
import { workPageOf } from './page.ts'
import { review, withdraw } from './review.ts'

const DONE = { done: true } as const

/** The routes of works and of the library. */
export function workHandlers(definitions: readonly ProgrammeDefinition[]): readonly Handler[] {
  const systems = new Systems(definitions)
  return [...reading, ...changing(systems)]
}

const reading: readonly Handler[] = [
  handle(contract.works, async (call) => ({
    ...(await worksList(call, call.query)),
    actions: [actionOf('hand-in', call.caller.role === 'leader' ? '局领导账号只查看，不提交。' : null)],
  })),
  handle(contract.workPage, (call) => workPageOf(call, call.params.id)),
  handle(contract.workDifference, (call) => differenceFor(call, call.params.id, call.query)),
  handle(contract.workAlike, (call) => alikeTo(call, call.params.id)),
  handle(contract.workFile, async (call) => {
    const { fileId } = await textOf(call, call.params.id, call.params.version)
    if (fileId === null) throw notFound('这一稿的文件')
    const file = await findFile(call, call.runtime, fileId)
    await noteDownload(call, call.params.id)
    return { file: await file.open(), name: file.name, type: file.type }
  }),
  handle(libraryContract.library, (call) => findInLibrary(call, call.query)),
]

const changing = (systems: Systems): readonly Handler[] => [
  handle(contract.handIn, (call) => {
    const { key, ...asked } = call.body
    return once(call, { key, action: 'hand-in-work', content: asked }, () =>
      handIn(call, { runtime: call.runtime, systems }, asked),
    )
  }),
  handle(contract.addVersion, (call) => {
    const { key, ...given } = call.body
    const content = { id: call.params.id, ...given }
    return once(call, { key, action: 'add-version', content }, () =>
      addVersion(call, call.runtime, call.params.id, given),
    )
  }),
  handle(contract.reviewWork, (call) => {
    const { key, ...asked } = call.body
    const content = { id: call.params.id, ...asked }
    return once(call, { key, action: 'review-work', content }, async () => {
      await review(call, call.params.id, asked)
      return DONE
    })
  }),
  handle(libraryContract.rateWork, async (call) => {
    await rate(call, call.params.id, call.body.stars)
    return DONE
  }),
  handle(libraryContract.withdrawWork, (call) => {
    const { key, because } = call.body
    return once(
      call,
      { key, action: 'withdraw-work', content: { id: call.params.id, because } },
      async () => {
        await withdraw(call, call.params.id, because)
        return DONE
      },
    )
  }),
]
