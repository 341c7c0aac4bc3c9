import { archiveZip } from '#contract/archives.ts'
import { handle, type Handler } from '#kernel/call.ts'
import { collect } from '#kernel/works/archives/collect.ts'
import { percentOf } from '#kernel/works/archives/filed.ts'
import { sealsOf } from '#kernel/works/archives/seals.ts'
import { findSubject, type Setting } from '#kernel/works/archives/subject.ts'
import { dayAt } from '#lib/dates.ts'
import { archiveZipStream } from './zip.ts'

/** An archive to take away. Its records are read in the request's transaction, its files while they are sent. */
export function archiveZipHandler(setting: Setting): Handler {
  return handle(archiveZip, async (call) => {
    const subject = await findSubject(call, setting, { ...call.params, year: call.query.year })
    const materials = await collect(call, setting, subject, true)
    const [seal] = await sealsOf(call, subject)
    const facts = {
      title: subject.title,
      unit: subject.unit.name,
      year: subject.year,
      percent: percentOf(materials),
      exported: dayAt(call.now),
      sealed: seal === undefined ? null : dayAt(seal.at),
    }
    const file = archiveZipStream(call.runtime, facts, materials)
    return { file, name: `${subject.title}档案.zip`, type: 'application/zip' }
  })
}
