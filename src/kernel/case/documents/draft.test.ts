import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inspectorAppointment } from '#test/systems/made-up.ts'
import { defineCase } from '../define.ts'
import { stagesOf } from '../steps.ts'
import type { Listed, RoundFacts } from './define.ts'
import { differences, modelOf, tooEarlyForCase, tooEarlyForRound } from './draft.ts'
import { documentsOf } from './standard.ts'
import { addressOf, viewRound } from './view.ts'

const AT = { system: 'inspector-appointment', round: 'r1', year: 2026 }
const speakers = { bureau: '甲县教育局', centre: '甲县教师发展中心' }

const person = (n: number, more: Partial<Listed> = {}): Listed => ({
  id: String(n),
  number: `2026-000${n}`,
  name: `教师${n}`,
  unit: '石岭小学',
  category: '责任督学',
  ofFloor: n % 2 === 0,
  score: 80,
  rank: 1,
  outcome: 'granted',
  fellAt: null,
  because: null,
  issued: null,
  passed: ['apply', 'recommend', 'letter'],
  stage: null,
  returned: false,
  ...more,
})

const facts = (people: readonly Listed[]): RoundFacts => ({
  systemTitle: '兼职督学聘任',
  title: '2026 年聘任',
  year: 2026,
  day: '2026-03-10',
  params: {},
  region: '甲县',
  speakers,
  opensOn: '2026-03-01',
  closesOn: '2026-03-20',
  basis: '甲教〔2026〕3号',
  places: [],
  floorTitle: '乡村教师',
  categoryTitle: '督学类别',
  categories: ['责任督学', '专项督学'],
  stages: [],
  rules: [],
  materials: [],
  endings: { granted: '已聘任', refused: '未聘任' },
  people,
  oversees: true,
  sittings: [],
  notices: [],
  decided: {},
})

const drafted = (people: readonly Listed[]) => {
  const document = documentsOf(inspectorAppointment).find(([id]) => id === 'result')?.[1]
  assert.ok(document?.kind === 'circular' && document.whose === 'round')
  const given = facts(people)
  return modelOf(document.write(viewRound(given, AT)), { day: given.day, speakers })
}

const text = (model: ReturnType<typeof drafted>): string => JSON.stringify(model)

test('a system that names none has a roster and the result, with every number opening to its set', () => {
  assert.deepEqual(
    documentsOf(inspectorAppointment).map(([id, { title }]) => [id, title]),
    [
      ['result', '结果通报'],
      ['roster', '申请名册'],
    ],
  )
  const refused = person(3, { outcome: 'refused', fellAt: 'review', category: '专项督学' })
  const model = drafted([person(1), person(2), refused])
  assert.match(
    text(model),
    /"opens":"\/cases\?system=inspector-appointment&year=2026&round=r1&ending=granted"/,
  )
  assert.equal(model.annexes[0]?.rows.length, 2)
  assert.equal(model.title, '关于2026年聘任结果的通报')
})

test('one record less changes the draft, and says what is otherwise', () => {
  const was = drafted([person(1), person(2)])
  const now = drafted([person(1), person(2, { outcome: 'annulled' })])
  const { gone, added } = differences(was, now)
  assert.ok(gone.some((line) => line.includes('教师2')))
  assert.ok(added.some((line) => line.includes('已聘任1人')))
  assert.deepEqual(differences(was, drafted([person(1), person(2)])), { gone: [], added: [] })
})

test('a letter waits for those who stand before its stage, not for those who were sent back', () => {
  const after = { after: 'letter' }
  const open = person(2, { outcome: 'open', stage: 'review', passed: ['apply'] })
  const early = tooEarlyForRound(inspectorAppointment, after, { people: [person(1), open] })
  assert.equal(early, '还有 1 件没有办完“发放聘书”，办完后才能起草。')
  const people = [person(1), { ...open, returned: true }]
  assert.equal(tooEarlyForRound(inspectorAppointment, after, { people }), null)
  assert.equal(tooEarlyForRound(inspectorAppointment, after, { people: [] }), '还没有人通过“发放聘书”。')
})

test('a case that was taken back gets no document any more', () => {
  const after = { after: 'letter' }
  assert.equal(tooEarlyForCase(inspectorAppointment, after, person(1)), null)
  assert.match(
    tooEarlyForCase(inspectorAppointment, after, person(1, { outcome: 'annulled' })) ?? '',
    /已被撤销/,
  )
  const early = tooEarlyForCase(inspectorAppointment, after, person(1, { outcome: 'open', passed: [] }))
  assert.match(early ?? '', /“发放聘书”通过之后/)
})

test('a set is listed by the same filters', () => {
  assert.equal(
    addressOf(AT, { category: '责任督学', floor: true, passed: 'show' }),
    `/cases?system=inspector-appointment&year=2026&round=r1&category=${encodeURIComponent('责任督学')}&floor=true&passed=show`,
  )
})

test('a document after a stage that the system does not have fails to compile', () => {
  const { given: _, ...shape } = inspectorAppointment
  const wrong = () =>
    defineCase({
      ...shape,
      documents: {
        letter: {
          kind: 'circular',
          whose: 'round',
          title: '信',
          // @ts-expect-error the system has no such stage
          after: 'leter',
          tells: 'schools',
          write: () => ({ title: '', blocks: [], by: 'centre' }),
        },
      },
    })
  assert.ok(!stagesOf(wrong()).some(({ id }) => id === 'leter'))
})
