import { endNeed, needs, offerCourse, registerNeeds } from '#contract/need.ts'
import { handle, type Handler } from '#kernel/call.ts'
import { needList } from './list.ts'
import { offer, register, withdraw } from './service.ts'

/** What answers the routes of the register of needs. */
export const needHandlers: readonly Handler[] = [
  handle(needs, (call) => needList(call, call.query)),
  handle(registerNeeds, (call) => register(call, call.body)),
  handle(endNeed, (call) => withdraw(call, call.params.id, call.body)),
  handle(offerCourse, (call) => offer(call, call.body)),
]
