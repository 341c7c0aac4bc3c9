import { checkIn, phoneToday } from '#contract/phone.ts'
import * as activities from '#contract/activity.ts'
import * as contract from '#contract/programme.ts'
import { handle, handleRaw, type Handler } from '#kernel/call.ts'
import { saveSheet } from './activities/attendance.ts'
import { calendarOf } from './activities/calendar.ts'
import { cancel } from './activities/cancel.ts'
import { createActivity } from './activities/create.ts'
import { activityPageOf } from './activities/page.ts'
import { projectorOf } from './activities/projector.ts'
import { changePeople } from './activities/roster-change.ts'
import { setTimes } from './activities/slot-times.ts'
import { CheckInDesk } from './check-in/service.ts'
import type { ProgrammeDefinition } from './define.ts'
import { phonePageOf } from './phone/today.ts'
import { createProgramme } from './programmes/create.ts'
import { listProgrammes } from './programmes/list.ts'
import { programmePageOf } from './programmes/page.ts'
import { manifestOf, Systems } from './registry.ts'

/** What answers the routes of programmes, activities, attendance and check-in, for the systems of this instance. */
export function programmeHandlers(definitions: readonly ProgrammeDefinition[]): Handler[] {
  const systems = new Systems(definitions)
  return [...programmePages(systems), ...activityPages(systems), ...phonePages(systems)]
}

function programmePages(systems: Systems): Handler[] {
  return [
    handle(contract.systems, async () => ({ systems: systems.all.map(manifestOf) })),
    handle(contract.programmes, (call) => listProgrammes(call, systems, call.query)),
    handle(contract.createProgramme, (call) => createProgramme(call, systems, call.body)),
    handle(contract.programmePage, (call) => programmePageOf(call, systems, call.params.id)),
    handle(activities.createActivity, (call) => createActivity(call, systems, call.params.id, call.body)),
    handle(activities.calendar, (call) => calendarOf(call, systems, call.query)),
  ]
}

function activityPages(systems: Systems): Handler[] {
  return [
    handle(activities.activityPage, (call) => activityPageOf(call, systems, call.params.id)),
    handle(activities.changeRoster, (call) => changePeople(call, call.params.id, call.body)),
    handle(activities.saveAttendance, (call) => saveSheet(call, call.params.id, call.body)),
    handle(activities.cancelActivity, (call) => cancel(call, call.params.id, call.body)),
    handle(activities.setSlotTimes, (call) => setTimes(call, call.params.id, call.params.slot, call.body)),
    handle(activities.projector, (call) =>
      projectorOf(call, systems, call.params.id, call.params.slot, call.query.origin),
    ),
  ]
}

function phonePages(systems: Systems): Handler[] {
  const desk = new CheckInDesk()
  return [
    handleRaw(checkIn, (call) => desk.answer(call)),
    handleRaw(phoneToday, (call) => phonePageOf(call, systems)),
  ]
}
