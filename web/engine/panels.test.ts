import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { inspectorAppointment } from '#test/systems/made-up.ts'
import { definePanels } from './panels.ts'

type Definition = typeof inspectorAppointment
const Panel = () => null

test('a panel stands at a stage of the system', () => {
  assert.equal(definePanels<Definition>({ recommend: Panel })['recommend'], Panel)
})

test('a panel for a stage that does not exist fails to compile', () => {
  // @ts-expect-error the system has no such stage
  const panels = definePanels<Definition>({ recomend: Panel })
  assert.equal(panels['recommend'], undefined)
})
