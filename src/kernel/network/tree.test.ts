import assert from 'node:assert/strict'
import { test } from 'node:test'
import { buildTree, lineageOf, type UnitFacts } from './tree.ts'

const unit = (id: string, category: UnitFacts['category'], parentId: string | null): UnitFacts => ({
  id,
  code: id,
  name: id,
  parentId,
  category,
  kind: null,
  urban: null,
  town: null,
  openedOn: null,
  closedOn: null,
  successorId: null,
})

const COUNTY = [
  unit('r', 'region', null),
  unit('x', 'cluster', 'r'),
  unit('a', 'school', 'x'),
  { ...unit('b', 'school', 'x'), closedOn: '2025-09-01', successorId: 'a' },
  { ...unit('c', 'school', 'r'), openedOn: '2025-09-01' },
]

test('schools and people add up at every level; a closed school is none', () => {
  const people = new Map([
    ['a', 7],
    ['c', 2],
    ['r', 1],
  ])
  const { nodes } = buildTree(COUNTY, people, '2025-12-31')
  assert.deepEqual(
    nodes.map((node) => [node.code, node.schools, node.teachers]),
    [
      ['r', 2, 10],
      ['x', 1, 7],
      ['a', 1, 7],
      ['b', 0, 0],
      ['c', 1, 2],
    ],
  )
  assert.deepEqual(nodes[3]?.successor, { code: 'a', name: 'a' })
})

const schoolsOn = (day: string): number | undefined => buildTree(COUNTY, new Map(), day).nodes[1]?.schools

test('the day of closing is the first on which a school is gone', () => {
  assert.deepEqual([schoolsOn('2025-08-31'), schoolsOn('2025-09-01')], [2, 1])
})

test('a circle of parents ends where it closes', () => {
  const circle = [unit('p', 'school', 'q'), unit('q', 'school', 'p'), unit('s', 'school', 's')]
  const { nodes, facts } = buildTree(circle, new Map([['p', 3]]), '2025-12-31')
  assert.deepEqual(
    nodes.map((node) => [node.schools, node.teachers]),
    [
      [2, 3],
      [2, 3],
      [1, 0],
    ],
  )
  assert.deepEqual(
    lineageOf(facts.get('p')!, facts).map((one) => one.id),
    ['p', 'q'],
  )
})
