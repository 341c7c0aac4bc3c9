import * as contract from '#contract/case.ts'
import { caseFigures } from '#contract/case-figures.ts'
import { caseSystems } from '#contract/case-manifest.ts'
import { caseLetters } from '#contract/case-letter.ts'
import { addMaterial, dropMaterial, materialFile } from '#contract/case-material.ts'
import { caseRoom } from '#contract/case-room.ts'
import { handle, handleUpload, type Call, type Handler } from '#kernel/call.ts'
import type { ProgrammeDefinition } from '#kernel/programme/define.ts'
import { Systems } from '#kernel/programme/registry.ts'
import { actOnce } from './act.ts'
import type { CaseDefinition } from './define.ts'
import { lettersAhead } from './documents/letters.ts'
import { figuresOf } from './figures.ts'
import { listCases } from './list.ts'
import { manifestOf } from './manifest.ts'
import { addFile, dropFile, MATERIAL_BYTES, openMaterial, saveForm } from './materials.ts'
import { openCase } from './open.ts'
import { casePageOf } from './page.ts'
import { Cases } from './registry.ts'
import { roomFor } from './room-ahead.ts'

/** What answers the routes of cases, for the systems of this instance. */
export function caseHandlers(
  definitions: readonly CaseDefinition[],
  programmes: readonly ProgrammeDefinition[],
): Handler[] {
  const cases = new Cases(definitions)
  const systems = new Systems(programmes)
  return [...casePages(cases), ...caseActions(cases, systems), ...caseFiles(cases)]
}

function casePages(cases: Cases): Handler[] {
  return [
    handle(caseSystems, async () => ({ systems: cases.newest.map(manifestOf) })),
    handle(contract.cases, (call) => listCases(call, cases, call.query)),
    handle(contract.casePage, (call) => casePageOf(call, cases, call.params.id)),
    handle(caseLetters, (call) => lettersAhead(call, cases, call.body.cases)),
    handle(caseRoom, (call) => roomFor(call, cases, call.body.cases)),
    handle(caseFigures, (call) => figuresOf(call, cases, call.params.system, call.query)),
  ]
}

function caseActions(cases: Cases, systems: Systems): Handler[] {
  const acting = <P, Q, B>(call: Call<P, Q, B>) => ({ ...call, systems })
  return [
    handle(contract.openCase, (call) => openCase(call, cases, call.body)),
    handle(contract.saveDraft, (call) => saveForm(call, cases, call.params.id, call.body.form)),
    handle(contract.actOnCase, async (call) => {
      const { key, version, action } = call.body
      const { acted } = await actOnce(acting(call), cases, key, [{ id: call.params.id, version }], action)
      return acted[0]!
    }),
    handle(contract.actOnCases, async (call) => {
      const { key, cases: seen, action } = call.body
      const { acted } = await actOnce(acting(call), cases, key, seen, action)
      return { acted: acted.length }
    }),
  ]
}

function caseFiles(cases: Cases): Handler[] {
  return [
    handleUpload(addMaterial, MATERIAL_BYTES, (call) => addFile(call, cases, call.params, call.upload)),
    handle(dropMaterial, (call) => dropFile(call, cases, call.params)),
    handle(materialFile, (call) => openMaterial(call, call.params)),
  ]
}
