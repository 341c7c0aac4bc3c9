import { sql } from 'kysely'
import type { Work } from '#kernel/call.ts'
import { Cases } from '#kernel/case/registry.ts'
import { Systems } from '#kernel/programme/registry.ts'
import { seal } from '#kernel/works/archives/seals.ts'
import { findSubject } from '#kernel/works/archives/subject.ts'
import { makeVolumeOf, writeVolume } from '#kernel/works/volumes/service.ts'
import { archiveRules } from '#systems/archives.ts'
import { caseSystems, programmeSystems } from '#systems/index.ts'

/** One archive of last year sealed, and a volume begun from the works of this one. Made once. */
export async function demoResources(work: Work, given: { sealedYear: number; year: number }): Promise<void> {
  await sealOne(work, given.sealedYear)
  await beginVolume(work, given.year)
}

async function sealOne(work: Work, year: number): Promise<void> {
  const { tx, caller } = work
  const { rows } = await sql<{ id: string; sealed: boolean }>`select p.id,
      exists (select from archive_seal s where s.region_id = p.region_id and s.subject_id = p.id) as sealed
    from programme p where p.region_id = ${caller.region} and p.year = ${year} and p.system = 'rural-teaching-visit' order by p.code limit 1`.execute(
    tx,
  )
  const found = rows[0]
  if (found === undefined || found.sealed) return
  const setting = {
    systems: new Systems(programmeSystems),
    cases: new Cases(caseSystems),
    rules: archiveRules,
  }
  const subject = await findSubject(work, setting, { kind: 'programme', id: found.id, year })
  await seal(work, setting, subject, '通知和经费凭证原件存局办公室，年底补扫描件。')
}

async function beginVolume(work: Work, year: number): Promise<void> {
  const { tx, caller } = work
  const { rows } = await sql<{
    id: string
  }>`select w.id from work w where w.region_id = ${caller.region} and w.shelved_at is not null
    and extract(year from w.dated_on) = ${year} and not exists (select from volume v where v.region_id = w.region_id)
    order by w.title limit 30`.execute(tx)
  if (rows.length === 0) return
  const words = {
    title: '全县小学校本研修成果集',
    subtitle: `${year} 年 教学设计与反思`,
    editors: '主编　县教师发展中心小学部',
    preface:
      '本书收入各学校、学区逐级推荐的教学设计和教学反思，供集体备课时参考。\n编选时只订正了文字，教学过程保持作者原来的样子。',
  }
  const { id } = await makeVolumeOf(work, { ...words, year, unit: null })
  const works = rows.map((row, at) => ({ id: row.id, part: at === 0 ? '第一辑　教学设计' : null }))
  await writeVolume(work, id, { ...words, works })
}
