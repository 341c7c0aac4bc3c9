import type { ProgrammeRow } from '../facts.ts'
import { say, type Text } from '../model.ts'
import type { View } from '../view.ts'

/** What marks a system's year, said before its numbers: the first that holds, or nothing. */
export function character(v: View, system: string, rows: ProgrammeRow[]): Text {
  for (const look of [fresh, mainChannel, mainLevel, attendance]) {
    const seen = look(v, system, rows)
    if (seen.length > 0) return seen
  }
  return []
}

function fresh(v: View, system: string): Text {
  const before =
    v.at(v.past('participations', 'system', system)) + v.at(v.past('activities', 'system', system))
  return v.hasPast && before === 0 ? say`${system}为本年新开展的研修形式` : []
}

function mainChannel(v: View, system: string): Text {
  const [part, all] = [v.now('participations', 'system', system), v.now('participations')]
  if (v.at(all) === 0 || v.at(part) / v.at(all) < 0.5 || v.at(part) === v.at(all)) return []
  return say`${system}是教师参训的主要渠道，占全部认定人次的${v.share(part, all)}`
}

/** One level among several carries most of it. */
function mainLevel(v: View, system: string, rows: ProgrammeRow[]): Text {
  const groups = Map.groupBy(rows, (row) => row.level)
  const whole = v.now('participations', 'system', system)
  if (groups.size < 2 || v.at(whole) === 0) return []
  for (const [level, programmes] of groups) {
    const refs = programmes.map((row) => v.now('participations', 'programme', row.number))
    const share = refs.reduce((total, ref) => total + v.at(ref), 0) / v.at(whole)
    if (share >= 0.6 && share < 1)
      return say`${system}以${level}为主，${level}认定人次占${v.share(refs, whole)}`
  }
  return []
}

/** Attendance far from the unit's average. */
function attendance(v: View, system: string): Text {
  const [done, due] = [v.now('participations', 'system', system), v.now('enrolled', 'system', system)]
  const [allDone, allDue] = [v.now('participations'), v.now('enrolled')]
  if (v.at(due) < v.params.leastPeople || v.at(allDue) === 0 || v.at(done) > v.at(due)) return []
  const points = 100 * (v.at(done) / v.at(due) - v.at(allDone) / v.at(allDue))
  if (Math.abs(points) < v.params.gapPoints) return []
  return say`${system}的认定率${points > 0 ? '高于' : '低于'}${v.place}平均${v.points([done, due], [allDone, allDue])}个百分点`
}
