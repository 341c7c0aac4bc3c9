import type { Handler } from '#kernel/call.ts'
import { Systems } from '#kernel/programme/registry.ts'
import type { ProgrammeDefinition } from '#kernel/programme/define.ts'
import { attendanceBook } from './programme-attendance.ts'
import { programmeListSheet } from './programme-list.ts'

/** The Excel files of programmes and activities. */
export function programmeSheets(definitions: readonly ProgrammeDefinition[]): Handler[] {
  const systems = new Systems(definitions)
  return [programmeListSheet(systems), attendanceBook(systems)]
}
