import {
  addPerson as addRoute,
  changePerson as changeRoute,
  correctPerson as correctRoute,
  people,
  personPage,
  transferPerson as transferRoute,
} from '#contract/people.ts'
import { handle, type Call, type Handler } from '#kernel/call.ts'
import { once } from '#kernel/once.ts'
import { peopleList } from './list.ts'
import { personPageView } from './page.ts'
import { addPerson, changePerson, correctPerson, transferPerson } from './service.ts'

/** The routes of people. */
export const peopleHandlers: readonly Handler[] = [
  handle(people, (call) => peopleList(call, call.query)),
  handle(personPage, (call) => personPageView(call, call.params.id, call.query.year)),
  handle(addRoute, (call) => keyed(call, 'person.add', () => addPerson(call, call.body))),
  handle(transferRoute, (call) =>
    keyed(call, 'person.transfer', () => transferPerson(call, call.params.id, call.body)),
  ),
  handle(changeRoute, (call) =>
    keyed(call, 'person.change', () => changePerson(call, call.params.id, call.body)),
  ),
  handle(correctRoute, (call) =>
    keyed(call, 'person.correct', () => correctPerson(call, call.params.id, call.body)),
  ),
]

/** A retry of the request has one effect, on the same person only. */
function keyed<P, Q, B extends { key: string }, R extends object>(
  call: Call<P, Q, B>,
  action: string,
  run: () => Promise<R>,
): Promise<R> {
  return once(call, { key: call.body.key, action, content: { params: call.params, ...call.body } }, run)
}
