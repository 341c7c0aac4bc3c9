import * as contract from '#contract/case-document.ts'
import { handle, handleRaw, type Handler } from '#kernel/call.ts'
import type { CaseDefinition } from '../define.ts'
import { Cases } from '../registry.ts'
import { paperFileOf } from './file.ts'
import { issuePaperOf } from './issue.ts'
import { paperPageOf, papersOf } from './read.ts'

/** The documents of rounds and cases. */
export function casePaperHandlers(definitions: readonly CaseDefinition[]): readonly Handler[] {
  const cases = new Cases(definitions)
  return [
    handle(contract.papers, (call) => papersOf(call, cases, call.params)),
    handle(contract.paperPage, (call) => paperPageOf(call, cases, call.params)),
    handle(contract.issuePaper, (call) => issuePaperOf(call, cases, call.params, call.body)),
    handleRaw(contract.paperFile, ({ runtime, sessionHash, params, query, origin }) =>
      paperFileOf(runtime, sessionHash, cases, { ...params, ...query, origin }),
    ),
  ]
}
