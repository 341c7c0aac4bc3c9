import * as contract from '#contract/assigned.ts'
import { handle, type Handler } from '#kernel/call.ts'
import { Cases } from '#kernel/case/registry.ts'
import type { CaseDefinition } from '#kernel/case/define.ts'
import { once } from '#kernel/once.ts'
import type { AssignedRules } from './define.ts'
import { assignedPageOf } from './page.ts'
import { accept, setProject } from './service.ts'

/** The routes of assigned projects. */
export function assignedHandlers(
  rules: AssignedRules,
  definitions: readonly CaseDefinition[],
): readonly Handler[] {
  const cases = new Cases(definitions)
  return [
    handle(contract.assignedProjects, (call) => assignedPageOf(call, cases, rules, call.query.year)),
    handle(contract.assignProject, (call) => {
      const { key, ...asked } = call.body
      return once(call, { key, action: 'assigned.set', content: asked }, () => setProject(call, asked))
    }),
    handle(contract.acceptProject, (call) => {
      const { key } = call.body
      return once(call, { key, action: 'assigned.accept', content: call.params }, () =>
        accept(call, cases, rules, call.params.id),
      )
    }),
  ]
}
