import { actionOf } from '#kernel/action.ts'
import type * as z from 'zod'
import * as contract from '#contract/volumes.ts'
import { lengthOf } from '#lib/text.ts'
import { notFound } from '#lib/refusal.ts'
import { handle, handleRaw, inWork, type Handler, type Work } from '../../call.ts'
import { findFile } from '../../files.ts'
import { once } from '../../once.ts'
import { authorsOf } from '../list.ts'
import { typesetVolume } from './edition.ts'
import { makeVolumeOf, whyNotEdit, writeVolume } from './service.ts'
import { countsOf, editionsOf, findVolume, pickedOf, volumesOfYear } from './store.ts'

type Page = z.input<NonNullable<(typeof contract.volumePage)['reply']>>

/** The routes of volumes. */
export const volumeHandlers: readonly Handler[] = [
  handle(contract.volumes, async (call) => {
    const found = await volumesOfYear(call, call.query.year)
    const counts = await countsOf(
      call,
      found.map(({ id }) => id),
    )
    return {
      rows: found.map(({ id, title, unitCode, unitName, madeBy }) => ({
        id,
        title,
        unit: { code: unitCode, name: unitName },
        madeBy,
        ...(counts.get(id) ?? { works: 0, edition: 0, pages: null }),
      })),
      actions: [actionOf('make', call.caller.role === 'leader' ? '局领导账号只查看，不修改。' : null)],
    }
  }),
  handle(contract.volumePage, (call) => pageOf(call, call.params.id)),
  handle(contract.makeVolume, (call) => {
    const { key, ...made } = call.body
    return once(call, { key, action: 'make-volume', content: made }, () => makeVolumeOf(call, made))
  }),
  handle(contract.editVolume, (call) => {
    const { key, ...edited } = call.body
    const content = { id: call.params.id, ...edited }
    return once(call, { key, action: 'edit-volume', content }, async () => {
      await writeVolume(call, call.params.id, edited)
      return { done: true as const }
    })
  }),
  handleRaw(contract.typesetVolume, async (call) => {
    const { key } = call.body
    const made = await typesetVolume(call.runtime, call.sessionHash, call.params.id)
    // two presses of the button may typeset twice; the answer of the first stands for both
    return inWork(call.runtime, call.sessionHash, (work) =>
      once(work, { key, action: 'typeset-volume', content: { id: call.params.id } }, () =>
        Promise.resolve(made),
      ),
    )
  }),
  handle(contract.volumeFile, async (call) => {
    const { id, edition, format } = call.params
    const found = (await editionsOf(call, id)).find((one) => one.edition === edition)
    if (found === undefined) throw notFound('这次排印')
    const file = await findFile(call, call.runtime, format === 'pdf' ? found.pdfId : found.docxId)
    return { file: await file.open(), name: file.name, type: file.type }
  }),
]

async function pageOf(work: Work, id: string): Promise<Page> {
  const volume = await findVolume(work, id)
  const picked = await pickedOf(work, id)
  const authors = await authorsOf(
    work,
    picked.map((one) => one.id),
  )
  const whyNot = whyNotEdit(work.caller, volume)
  const { year, title, subtitle, editors, preface, unitCode, unitName } = volume
  return {
    id,
    year,
    title,
    subtitle,
    editors,
    preface,
    unit: { code: unitCode, name: unitName },
    works: picked.map((one) => ({
      id: one.id,
      title: one.title,
      kind: one.kind,
      part: one.part,
      version: one.version,
      characters: lengthOf(one.text ?? ''),
      authors: (authors.get(one.id) ?? []).map(({ name }) => name).join('、'),
      unit: authors.get(one.id)?.[0]?.unit ?? '',
    })),
    editions: (await editionsOf(work, id)).map(({ edition, pages, at, by }) => ({
      edition,
      pages,
      at: at.toISOString(),
      by,
    })),
    actions: [
      actionOf('edit', whyNot),
      actionOf('typeset', whyNot ?? (picked.length === 0 ? '还没有选作品。' : null)),
    ],
  }
}
