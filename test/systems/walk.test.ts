import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import * as z from 'zod'
import { figureIds } from '#contract/figures.ts'
import { SYSTEMS } from '#contract/vocabulary.ts'
import type { ProgrammeFacts } from '#kernel/programme/define.ts'
import { Cases } from '#kernel/case/registry.ts'
import { caseSystems, programmeSystems } from '#systems/index.ts'
import { ARCHIVE, WORKS } from '#systems/vocabulary.ts'
import { fingerprint } from './fingerprint.ts'

const ROOT = join(import.meta.dirname, '../..')
const KEPT = join(import.meta.dirname, 'fingerprints.json')

const nothing: ProgrammeFacts = {
  activities: [],
  people: { trainee: 0, lecturer: 0, team: 0, organiser: 0 },
  schools: 0,
  works: new Map(),
  places: null,
  onlineHours: [],
  daysToFirst: null,
}

test('every system is listed once', () => {
  const ids = [...programmeSystems, ...new Cases(caseSystems).newest].map((system) => system.id)
  assert.deepEqual(ids, [...new Set(ids)])
})

for (const system of programmeSystems) {
  test(`${system.title} says only what is known`, () => {
    assert.ok(Object.keys(SYSTEMS).includes(system.id))
    const words = Object.values(system.phases).flatMap((phase) => phase.works ?? [])
    assert.deepEqual(
      words.filter((word) => !isOneOf(word, WORKS)),
      [],
    )
    assert.deepEqual(
      system.archive.filter((word) => !isOneOf(word, ARCHIVE)),
      [],
    )
    assert.deepEqual(
      system.figures.filter((figure) => !figureIds.includes(figure)),
      [],
    )
    assert.ok(system.usualPhase === undefined || system.phases[system.usualPhase]?.meets === true)
  })

  test(`${system.title} has a page that states its rules and its numbers`, () => {
    assert.equal(system.basis, `docs/policy/${system.id}.md`)
    assert.ok(existsSync(join(ROOT, system.basis)))
    const page = readFileSync(join(ROOT, system.basis), 'utf8')
    assert.match(page, new RegExp(`^# ${system.title}`))
    const said = Object.entries(system.params.shape).map(([name, { description }]) => [name, description])
    const unsaid = said.filter(([name, about]) => !new RegExp(`\`${name}\` \\|.*\\| ${about} \\|`).test(page))
    assert.deepEqual(unsaid, [])
  })

  test(`${system.title} works with its defaults and says each rule`, () => {
    const says = system.says({})
    assert.ok(says.length > 0)
    assert.deepEqual(
      says.filter((words) => !words.endsWith('。')),
      [],
    )
    assert.doesNotThrow(() => system.findings(nothing, {}))
  })
}

test('a changed definition has a new rev', async () => {
  const kept = stamps.parse(JSON.parse(await readFile(KEPT, 'utf8')))
  const now = Object.fromEntries(
    [...programmeSystems, ...new Cases(caseSystems).newest].map((system) => [system.id, stamp(system)]),
  )
  if (process.env['UPDATE_FINGERPRINTS'] === '1') return renew(kept, now)
  assert.deepEqual(now, kept, 'raise rev of what changed, then run this test with UPDATE_FINGERPRINTS=1')
})

const stamps = z.record(z.string(), z.object({ rev: z.int(), sha256: z.string() }))
type Stamps = z.infer<typeof stamps>

function stamp(system: { rev: number; given: object }): Stamps[string] {
  return { rev: system.rev, sha256: fingerprint(system) }
}

/** Also the renewal refuses a change under the old number. */
async function renew(kept: Stamps, now: Stamps): Promise<void> {
  for (const [id, stamp] of Object.entries(now)) {
    const old = kept[id]
    assert.ok(
      old === undefined || old.sha256 === stamp.sha256 || old.rev < stamp.rev,
      `${id} changed: raise its rev`,
    )
  }
  await writeFile(KEPT, `${JSON.stringify(now, null, 2)}\n`)
}

function isOneOf(word: string, words: Record<string, string>): boolean {
  return Object.values(words).includes(word)
}
