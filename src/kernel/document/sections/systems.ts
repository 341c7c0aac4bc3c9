import type { ProgrammeRow } from '../facts.ts'
import { type Block, join, say, type Text } from '../model.ts'
import { inOrder } from '../order.ts'
import { versus } from '../phrase.ts'
import type { View } from '../view.ts'
import { character } from './character.ts'
import { section } from './section.ts'

/** One head for each system that had activities or participations in the year. */
export function systemSections(v: View): Block[] {
  return workedSystems(v).flatMap((system) => section(system, 2, describe(v, system)))
}

/** Systems with activities of the unit or participations of its people, in customary order. */
export function workedSystems(v: View): string[] {
  return ordered([...v.keys('participations', 'system'), ...v.keys('activities', 'system')])
}

/** The same, with those that had participations only in the year before. */
export function systemsOfTwoYears(v: View): string[] {
  const past = v.records.parts(v.past('participations', 'system')).map(([key]) => key)
  return ordered([...workedSystems(v), ...past])
}

function ordered(systems: string[]): string[] {
  const keys = new Set(systems)
  return inOrder(
    'system',
    [...keys].map((key) => [key, 1]),
  ).map(([key]) => key)
}

function describe(v: View, system: string): Text {
  const rows = v
    .programmesOf(v.year)
    .filter((p) => p.system === system && (p.activities > 0 || p.participations > 0))
  const sentences = [
    character(v, system, rows),
    opening(v, system, rows),
    counted(v, system),
    byProgrammeLevel(v, system, rows),
  ]
  return join(
    sentences.filter((s) => s.length > 0).map((s) => say`${s}。`),
    '',
  )
}

/** Who held what: by schools where schools are the hosts, by name where there are few programmes. */
function opening(v: View, system: string, rows: ProgrammeRow[]): Text {
  const held = v.now('activities', 'system', system)
  const count = v.at(held) > 0 ? say`开展${system}${v.value(held)}班次` : say`组织教师参加${system}`
  const hosts = new Set(rows.map((p) => p.host))
  if (hosts.size > 3 && v.at(held) > 0) {
    const refs = rows.map((p) => v.now('activities', 'programme', p.number))
    return say`${v.count(refs)}个${system}项目分布在各校，共${count}，平均每个项目${v.mean(refs, v.now('programmes', 'system', system))}班次`
  }
  if (rows.length === 0 || (rows.length === 1 && shortName(rows[0]) === system)) return count
  const names = rows.slice(0, v.params.most.names).map((p) => `“${shortName(p)}”`)
  const many =
    rows.length > names.length
      ? say`等${v.count(rows.map((p) => v.now('activities', 'programme', p.number)))}个项目`
      : []
  return say`围绕${names.join('')}${many}，${count}${subjects(rows)}`
}

function subjects(rows: ProgrammeRow[]): string {
  const named = [...new Set(rows.map((p) => p.subject).filter((s) => s !== null && s !== ''))]
  return named.length > 1 ? `，涉及${named.join('、')}等学科` : ''
}

function counted(v: View, system: string): Text {
  const done = v.now('participations', 'system', system)
  if (v.at(done) === 0) return say`尚无经考勤认定的参训记录`
  const people = v.now('participants', 'system', system)
  const hours = v.now('hours', 'system', system)
  const tail = versus(v, done, v.past('participations', 'system', system), '人次')
  const due = v.now('enrolled', 'system', system)
  const rate =
    v.at(due) >= v.at(done) && v.at(due) > 0
      ? say`；应参训${v.value(due)}人次，认定率${v.share(done, due)}`
      : []
  const moved = tail.length > 0 ? say`，人次${tail}` : []
  const whom = v.at(people) > 0 ? say`、${v.value(people)}人` : []
  const each = v.at(people) > 0 ? say`，参训者人均${v.mean(hours, people)}学时` : []
  return say`认定参训${v.value(done)}人次${whom}${moved}${rate}；认定${v.value(hours)}学时${each}`
}

/** Participations by the programmes' levels, when a system runs on several. */
function byProgrammeLevel(v: View, system: string, rows: ProgrammeRow[]): Text {
  const groups = Map.groupBy(
    rows.filter((p) => p.participations > 0),
    (p) => p.level,
  )
  if (groups.size < 2) return []
  const ordered = inOrder(
    'level',
    [...groups.keys()].map((key) => [key, 1]),
  )
  const parts = ordered.map(([level]) => {
    const refs = (groups.get(level) ?? []).map((p) => v.now('participations', 'programme', p.number))
    return say`${level}${v.sum(refs)}人次`
  })
  return say`${system}认定人次中，${join(parts, '、')}`
}

/** The name without the year and place that the document says anyway. */
export function shortName(programme: ProgrammeRow | undefined): string {
  if (!programme) return ''
  return programme.name.replace(new RegExp(`^${programme.year}年度?`), '')
}
