import { sql } from 'kysely'
import { notFound, Refused } from '#lib/refusal.ts'
import { dayAt } from '#lib/dates.ts'
import type { Work } from '../../call.ts'
import { roundOnFile, type RoundOnFile } from '../../case/on-file.ts'
import type { Cases } from '../../case/registry.ts'
import { unitOfDay } from '../../network/read.ts'
import { regionOf } from '../../network/region.ts'
import type { ProgrammeDefinition } from '../../programme/define.ts'
import { findProgramme, type Programme } from '../../programme/programmes/find.ts'
import type { Systems } from '../../programme/registry.ts'
import type { ArchiveRules } from './define.ts'

/** Whose archive it is: a programme's, a round's of applications, or a unit's of a year. */
export type Subject = {
  id: string
  year: number
  title: string
  /** The organiser, or the unit itself: who keeps the archive. */
  unit: { id: string; code: string; name: string }
  /** The words of what must be on file, in order. */
  materials: readonly string[]
} & (
  | { kind: 'programme'; programme: Programme; system: ProgrammeDefinition | undefined }
  | { kind: 'case'; round: RoundOnFile; cases: Cases }
  | { kind: 'unit' }
)

export type SubjectKind = Subject['kind']

/** What the mechanism is given: the systems and the rules. */
export type Setting = { systems: Systems; cases: Cases; rules: ArchiveRules }

/** What a programme without definition has on file. */
const WITHOUT_DEFINITION = ['方案', '名单', '签到表', '总结'] as const

/**
 * The subject of an archive.
 * @param asked its kind with a unit's code, or the id of a programme or round.
 * @throws Refused 404; 403 for who sees only some of its people, whose archive would have holes.
 */
export async function findSubject(
  work: Work,
  setting: Setting,
  asked: { kind: SubjectKind; id: string; year: number },
): Promise<Subject> {
  const subject = await subjectOf(work, setting, asked)
  const { role } = work.caller
  const wide = role === 'officer' || role === 'leader' || role === 'system'
  if (wide || (await keeps(work, subject.unit.id))) return subject
  throw new Refused(403, { code: 'not-keeper', because: `档案由${subject.unit.name}保管，请与它联系。` })
}

function subjectOf(
  work: Work,
  setting: Setting,
  asked: { kind: SubjectKind; id: string; year: number },
): Promise<Subject> {
  if (asked.kind === 'programme') return ofProgramme(work, setting, asked.id)
  return asked.kind === 'case' ? ofRound(work, setting, asked.id) : ofUnit(work, setting, asked)
}

/** A round is the region's own: whoever sees the whole region keeps its papers. */
async function ofRound(work: Work, { cases }: Setting, id: string): Promise<Subject> {
  const round = await roundOnFile(work, cases, id)
  if (round === undefined) throw notFound('这个批次')
  const { code, name } = await regionOf(work)
  return {
    kind: 'case',
    id: round.id,
    year: round.year,
    title: round.title,
    unit: { code, name, id: await unitId(work, code) },
    materials: round.definition.archive,
    round,
    cases,
  }
}

async function ofProgramme(work: Work, { systems }: Setting, id: string): Promise<Subject> {
  const programme = await findProgramme(work, id)
  const system = systems.find(programme.system)
  return {
    kind: 'programme',
    id: programme.id,
    year: programme.year,
    title: programme.title,
    unit: { ...programme.organiser, id: await unitId(work, programme.organiser.code) },
    materials: system?.archive ?? WITHOUT_DEFINITION,
    programme,
    system,
  }
}

async function ofUnit(
  work: Work,
  { rules }: Setting,
  { id: code, year }: { id: string; year: number },
): Promise<Subject> {
  const last = `${year}-12-31`
  const today = dayAt(work.now)
  const unit = await unitOfDay(work, code, last < today ? last : today)
  if (unit === undefined) throw notFound('这个单位')
  const { id, name } = unit
  return {
    kind: 'unit',
    id,
    year,
    title: `${name} ${year} 年`,
    unit: { id, code, name },
    materials: rules.unitYear,
  }
}

async function unitId({ tx, caller }: Work, code: string): Promise<string> {
  const { rows } = await sql<{
    id: string
  }>`select id from unit where region_id = ${caller.region} and code = ${code}`.execute(tx)
  return rows[0]!.id
}

async function keeps({ tx }: Work, unit: string): Promise<boolean> {
  const { rows } = await sql<{
    keeps: boolean
  }>`select ${unit}::uuid = any (session_units()) as keeps`.execute(tx)
  return rows[0]?.keeps ?? false
}
