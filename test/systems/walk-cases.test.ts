import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import type { Role } from '#contract/route.ts'
import { LEVELS, SYSTEMS } from '#contract/vocabulary.ts'
import { MENUS } from '#kernel/account/words.ts'
import { committeesOf } from '#kernel/case/committee/round.ts'
import { ENDINGS, MAJORITIES, type CaseDefinition, type Office } from '#kernel/case/define.ts'
import { documentsOf } from '#kernel/case/documents/standard.ts'
import { manifestOf } from '#kernel/case/manifest.ts'
import { officesAt, stagesOf } from '#kernel/case/steps.ts'
import { Cases } from '#kernel/case/registry.ts'
import { caseSystems } from '#systems/index.ts'
import { ARCHIVE, CASE_ARCHIVE } from '#systems/vocabulary.ts'
import { drawFacts, usualParams } from './draw-cases.ts'
import { inspectorAppointment } from './made-up.ts'
import { play, type Played } from './play-case.ts'

const ROOT = join(import.meta.dirname, '../..')
const { newest } = new Cases(caseSystems)

/** Whose account acts for an office; an officer enters what a body above has decided. */
const ACTS: Record<Exclude<Office, 'applicant'>, Role> = {
  school: 'school',
  cluster: 'cluster',
  centre: 'officer',
  bureau: 'leader',
  upper: 'officer',
}
const APPLIES: Record<CaseDefinition['subject'], readonly Role[]> = {
  teacher: ['teacher'],
  school: ['school'],
  anyone: ['teacher', 'applicant'],
}

test('every case system is listed once in each rev', () => {
  const names = caseSystems.map(({ id, rev }) => `${id} ${rev}`)
  assert.deepEqual(names, [...new Set(names)])
})

for (const system of [...newest, inspectorAppointment]) {
  describe(system.title, () => {
    const played = playAll(system)

    test('every stage is reached, and every ending', () => {
      assert.deepEqual([...played.stages].toSorted(), Object.keys(system.stages).toSorted())
      assert.deepEqual([...played.endings].toSorted(), [...ENDINGS].toSorted())
    })

    test('every office that is listed acts somewhere, by a role whose menu leads there', () => {
      const listed = stagesOf(system).flatMap(({ id, stage }) =>
        stage.kind === 'submit' ? [] : officesAt(stage).map((office) => `${id} ${office}`),
      )
      assert.deepEqual([...played.offices].toSorted(), listed.toSorted())
      for (const role of rolesOf(system))
        assert.ok(
          [system.menu, 'apply'].some((entry) => MENUS[role].includes(entry)),
          `${role}: ${system.menu}`,
        )
    })

    test('what a stage names is there', () => {
      const { stages, form, materials } = manifestOf(system)
      const names = form.map(({ name }) => name)
      const ids = materials.map(({ id }) => id)
      for (const stage of stages) {
        assert.deepEqual(
          stage.fields.filter((name) => !names.includes(name)),
          [],
        )
        assert.deepEqual(
          stage.materials.filter((id) => !ids.includes(id)),
          [],
        )
      }
      assert.deepEqual(
        form.filter(({ name, title }) => name === title),
        [],
        'every field is described',
      )
      assert.equal(stages[0]?.kind, 'submit')
    })

    test('it says its rules with its numbers, and each is broken in words or kept', () => {
      const params = usualParams(system)
      for (const { stage } of stagesOf(system)) {
        if (stage.kind !== 'submit') continue
        for (const rule of stage.rules ?? []) {
          assert.match(rule.says(params), /。$/)
          for (const facts of drawFacts(system, 50))
            assert.match(rule.breaks(facts, params) ?? '。', /[。？]$/)
        }
      }
    })

    test('a letter that gives a number is issued before the stage that gives it out', () => {
      const stages = stagesOf(system)
      const at = (id: string | null): number => stages.findIndex((placed) => placed.id === id)
      for (const [, letter] of documentsOf(system)) {
        if (letter.kind !== 'circular' || letter.numbers === undefined) continue
        const { stage } = stages[at(letter.numbers)]!
        assert.ok(stage.kind === 'issue' && stage.numbering === 'shared', letter.title)
        assert.ok(at(letter.after) < at(letter.numbers), letter.title)
      }
    })

    test('a committee belongs to rounds, whose numbers say how many sit and how many must agree', () => {
      const seats = committeesOf(system, usualParams(system))
      assert.ok(seats.length === 0 || system.rounds !== null, 'sittings are those of a round')
      for (const { title, least, majority, eligible } of seats) {
        assert.ok(title !== '' && Number.isInteger(least) && least > 0)
        assert.ok(MAJORITIES.includes(majority))
        assert.match(eligible?.says(usualParams(system)) ?? '。', /。$/)
      }
    })

    test('its categories are among the words that it names', () => {
      const { words } = system.category
      const drawn = drawFacts(system, 200).map(({ category }) => category)
      assert.deepEqual(
        drawn.filter((category) => category !== null && !words.includes(category)),
        [],
      )
    })

    test('what it brings about is known elsewhere', () => {
      for (const effect of played.effects) {
        if ('level' in effect) assert.ok(Object.keys(LEVELS).includes(effect.level), effect.level)
        if (effect.kind === 'start') assert.ok(Object.keys(SYSTEMS).includes(effect.system), effect.system)
        if (effect.kind === 'register') assert.ok(effect.certification.type !== '')
      }
    })
  })
}

for (const system of newest) {
  test(`${system.title} has a page that states its numbers, and an archive in known words`, () => {
    assert.equal(system.basis, `docs/policy/${system.id}.md`)
    assert.ok(existsSync(join(ROOT, system.basis)))
    const page = readFileSync(join(ROOT, system.basis), 'utf8')
    assert.match(page, new RegExp(`^# ${system.title}`))
    const said = Object.entries(system.params.shape).map(([name, { description }]) => [name, description])
    const unsaid = said.filter(([name, about]) => !new RegExp(`\`${name}\` \\|.*\\| ${about} \\|`).test(page))
    assert.deepEqual(unsaid, [])
    const known: readonly string[] = [...Object.values(ARCHIVE), ...Object.values(CASE_ARCHIVE)]
    assert.deepEqual(
      system.archive.filter((word) => !known.includes(word)),
      [],
    )
  })
}

function playAll(system: CaseDefinition): Played {
  const into: Played = { stages: new Set(), endings: new Set(), offices: new Set(), effects: [] }
  const params = usualParams(system)
  for (const facts of drawFacts(system, 300)) play(system, facts, params, into)
  into.stages.add(stagesOf(system)[0]?.id ?? '')
  return into
}

function rolesOf(system: CaseDefinition): Role[] {
  const acting = stagesOf(system).flatMap(({ stage }) =>
    officesAt(stage).map((office) => (office === 'applicant' ? APPLIES[system.subject] : [ACTS[office]])),
  )
  return [...new Set(acting.flat())]
}
