import assert from 'node:assert/strict'
import { test } from 'node:test'
import { at, holding, orchard, standing } from '#test/fixtures/case/orchard.ts'
import { decide, isRefused, type Outcome, type Voted } from './decide.ts'
import type { CaseDefinition } from './define.ts'
import { offered, type Setting } from './may.ts'

/** The orchard whose first check is a committee's. */
const voted: CaseDefinition = {
  ...orchard,
  stages: {
    ...orchard.stages,
    school: {
      kind: 'check',
      title: '专家审查',
      by: 'centre',
      committee: { title: '果园专家委员会', rules: () => ({ least: 3, majority: '过半数' }) },
      blocks: ({ form }) => (form['trees'] === 13 ? '十三棵的，先补种一棵。' : null),
      effects: () => [{ kind: 'notify', who: 'applicant', words: '专家审查通过' }],
    },
  },
}
const here = (form: object = {}): Setting =>
  standing(at('school'), { form: { ...form } }, { definition: voted })
const vote = (passes: boolean, because: string | null = null): Voted => ({
  do: 'vote',
  passes,
  because,
  item: 'map',
  document: null,
})
const done = (setting: Setting, action: Voted): Outcome => {
  const said = decide(setting, holding('centre'), action)
  assert.ok(!isRefused(said), 'because' in said ? String(said.because) : '')
  return said
}

test('before a committee nobody passes or refuses by hand', () => {
  assert.deepEqual(offered(here()), ['vote', 'return', 'withdraw'])
  const byHand = decide(here(), holding('centre'), {
    do: 'refuse',
    because: '不符',
    item: null,
    document: null,
  })
  assert.ok(isRefused(byHand))
  assert.equal(byHand.code, 'not-now')
})

test('a check without a committee takes no vote', () => {
  assert.deepEqual(offered(standing(at('school'))), ['pass', 'return', 'refuse', 'withdraw'])
  const said = decide(standing(at('school')), holding('school'), vote(true))
  assert.ok(isRefused(said))
})

test('a vote passes the case with what passing brings about, or refuses it with the reason and the item', () => {
  const { event, effects } = done(here(), vote(true, '同意'))
  assert.deepEqual(
    [event.kind, event.stage, event.next, event.because, effects.length],
    ['passed', 'school', 'song', '同意', 1],
  )
  const refused = done(here(), vote(false, '地图不全')).event
  assert.deepEqual(
    [refused.kind, refused.ending, refused.because, refused.item],
    ['refused', 'refused', '地图不全', 'map'],
  )
})

test('an item that the definition does not list is refused, also a word that every object of the language knows', () => {
  for (const item of ['moon', 'constructor', 'toString']) {
    const said = decide(here(), holding('centre'), { ...vote(false, '不足'), item })
    assert.ok(isRefused(said), item)
    assert.equal(said.because, `这个体系没有材料“${item}”。`)
  }
})

test('only who holds the office enters it, and what the definition holds back is not passed by a vote', () => {
  const other = decide(here(), holding('school'), vote(true))
  assert.ok(isRefused(other))
  assert.equal(other.code, 'not-yours')
  const blocked = decide(here({ trees: 13 }), holding('centre'), vote(true))
  assert.ok(isRefused(blocked))
  assert.equal(blocked.because, '十三棵的，先补种一棵。')
  assert.equal(done(here({ trees: 13 }), vote(false, '不足')).event.kind, 'refused')
})
