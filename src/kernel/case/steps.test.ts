import assert from 'node:assert/strict'
import { test } from 'node:test'
import { orchard, standing } from '#test/fixtures/case/orchard.ts'
import {
  handedInBefore,
  judgedBefore,
  nextStage,
  officeAt,
  officesAt,
  passMarkOf,
  stageOf,
  stagesOf,
} from './steps.ts'

const { facts, params } = standing([])
const pears = { ...facts, form: { ...facts.form, kind: '梨' } }

test('a case goes from stage to stage as they stand, past those that are not for it', () => {
  assert.deepEqual(
    stagesOf(orchard).map(({ id }) => id),
    ['apply', 'school', 'song', 'tasting', 'more', 'show', 'decide', 'badge'],
  )
  assert.equal(nextStage(orchard, null, facts, params), 'apply')
  assert.equal(nextStage(orchard, 'apply', facts, params), 'school')
  assert.equal(nextStage(orchard, 'apply', pears, params), 'song')
  assert.equal(nextStage(orchard, 'badge', facts, params), null)
  assert.throws(() => stageOf(orchard, 'moon'), /orchard has no stage moon/)
})

test('a return leads to where something was last handed in; with nothing before, it stays', () => {
  const before = (at: string, definition = orchard): string => handedInBefore(definition, at, facts, params)
  assert.deepEqual([before('song'), before('decide'), before('apply')], ['apply', 'more', 'apply'])
  const more = { ...stageOf(orchard, 'more'), onlyIf: () => false }
  const without = { ...orchard, stages: { ...orchard.stages, more } }
  assert.equal(before('decide', without), 'apply', 'a stage that is not for the case asks for nothing')
})

test('an objection that holds leads to who last judged, of the stages that are for the case', () => {
  assert.equal(judgedBefore(orchard, 'show', facts, params), 'tasting')
  assert.equal(judgedBefore(orchard, 'tasting', facts, params), 'school')
  assert.equal(judgedBefore(orchard, 'tasting', pears, params), 'tasting', 'nobody has judged before')
})

test('offices may depend on the case; pages know all that can come out', () => {
  const decide = stageOf(orchard, 'decide')
  assert.deepEqual([officeAt(decide, facts, params), officeAt(decide, pears, params)], ['bureau', 'upper'])
  assert.deepEqual(officesAt(decide), ['bureau', 'upper'])
  assert.deepEqual(officesAt(stageOf(orchard, 'apply')), ['applicant'])
  assert.equal(officeAt(stageOf(orchard, 'more'), facts, params), 'applicant')
  assert.deepEqual(officesAt(stageOf(orchard, 'show')), ['centre'])
})

test('marks to be reached are those of exams and reviews', () => {
  assert.deepEqual(
    ['song', 'tasting', 'decide', 'apply'].map((id) => passMarkOf(stageOf(orchard, id), { passMark: 65 })),
    [65, 70, null, null],
  )
})
