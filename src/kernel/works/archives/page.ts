import { actionOf } from '#kernel/action.ts'
import type * as z from 'zod'
import type { Action } from '#contract/common.ts'
import type { archivePage } from '#contract/archives.ts'
import type { Caller, Work } from '../../call.ts'
import { collect } from './collect.ts'
import { catalogueOf, changesSince, percentOf, sizeOf } from './filed.ts'
import { handFiles } from './finders/files.ts'
import { sealedLines, sealsOf } from './seals.ts'
import type { Setting, Subject } from './subject.ts'

type Reply = z.input<NonNullable<(typeof archivePage)['reply']>>

/** An archive as it is now, its seals, and what has changed since the newest of them. */
export async function archivePageOf(work: Work, setting: Setting, subject: Subject): Promise<Reply> {
  const materials = await collect(work, setting, subject, true)
  const files = await handFiles(work, subject)
  const seals = await sealsOf(work, subject)
  const newest = seals[0]
  return {
    kind: subject.kind,
    id: subject.kind === 'unit' ? subject.unit.code : subject.id,
    title: subject.title,
    year: subject.year,
    unit: { code: subject.unit.code, name: subject.unit.name },
    percent: percentOf(materials),
    materials: materials.map((one) => ({
      material: one.material,
      percent: one.percent,
      gaps: [...one.gaps],
      entries: one.entries.map((entry) => ({ name: entry.name, kind: entry.kind, size: sizeOf(entry) })),
      files: files
        .filter((file) => file.material === one.material)
        .map(({ id, title, name, bytes, at, by }) => ({ id, title, name, bytes, at: at.toISOString(), by })),
    })),
    seals: seals.map((seal) => ({ ...seal, at: seal.at.toISOString(), digest: seal.digest.toString('hex') })),
    changes:
      newest === undefined ? [] : changesSince(await sealedLines(work, newest.id), catalogueOf(materials)),
    actions: actionsOf(work.caller),
  }
}

function actionsOf({ role }: Caller): Action[] {
  const reads = role === 'leader' ? '局领导账号只查看，不修改。' : null
  const seals = reads ?? (role === 'officer' || role === 'system' ? null : '由中心封存；贵单位负责补齐材料。')
  return [actionOf('put-on-file', reads), actionOf('seal', seals)]
}
