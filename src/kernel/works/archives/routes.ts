import * as contract from '#contract/archives.ts'
import { handle, type Handler } from '../../call.ts'
import { once } from '../../once.ts'
import { archiveList } from './list.ts'
import { archivePageOf } from './page.ts'
import { seal } from './seals.ts'
import { putOnFile, takeOffFile } from './service.ts'
import { findSubject, type Setting } from './subject.ts'

/** The routes of archives. */
export function archiveHandlers(setting: Setting): readonly Handler[] {
  return [
    handle(contract.archives, (call) => archiveList(call, setting, call.query)),
    handle(contract.archivePage, async (call) => {
      const subject = await findSubject(call, setting, { ...call.params, year: call.query.year })
      return archivePageOf(call, setting, subject)
    }),
    handle(contract.putOnFile, (call) => {
      const { key, year, ...asked } = call.body
      const content = { ...call.params, ...call.body }
      return once(call, { key, action: 'put-on-file', content }, async () =>
        putOnFile(call, call.runtime, await findSubject(call, setting, { ...call.params, year }), asked),
      )
    }),
    handle(contract.takeOffFile, (call) => {
      const { key, because } = call.body
      return once(
        call,
        { key, action: 'take-off-file', content: { id: call.params.id, because } },
        async () => {
          await takeOffFile(call, call.params.id, because)
          return { done: true as const }
        },
      )
    }),
    handle(contract.sealArchive, (call) => {
      const { key, year, because } = call.body
      const content = { ...call.params, ...call.body }
      return once(call, { key, action: 'seal-archive', content }, async () =>
        seal(call, setting, await findSubject(call, setting, { ...call.params, year }), because),
      )
    }),
  ]
}
