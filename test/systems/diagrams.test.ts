import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { manifestOf } from '#kernel/case/manifest.ts'
import { caseSystems, programmeSystems } from '#systems/index.ts'
import { casePage } from '../../scripts/diagrams/case-page.ts'
import { FOLDER, systemPages } from '../../scripts/diagrams/pages.ts'
import { inspectorAppointment } from './made-up.ts'

test('the page of every system is drawn from its definition as it is', () => {
  const drawn = systemPages(programmeSystems, caseSystems)
  assert.deepEqual(
    readdirSync(FOLDER).toSorted(),
    [...drawn.keys()].toSorted(),
    'run node scripts/diagrams.ts',
  )
  for (const [name, page] of drawn)
    assert.equal(readFileSync(join(FOLDER, name), 'utf8'), page, `${name}: run node scripts/diagrams.ts`)
})

test('a picture shows the ways on, back, past and out', () => {
  const page = casePage(manifestOf(inspectorAppointment))
  for (const arrow of [
    'apply --> recommend',
    'recommend -. 退回补正 .-> apply',
    'recommend -- 不予通过 --> refused',
    'recommend --> talk',
    'recommend -. 不需要时跳过 .-> review',
    'show -. 异议成立 .-> review',
    'letter --> granted',
  ])
    assert.ok(page.includes(`  ${arrow}\n`), arrow)
})
