import assert from 'node:assert/strict'
import { test } from 'node:test'
import { whoIs, type Away, type Concerned } from './rights.ts'

const teachers: Concerned = {
  applicantId: 'a1',
  personId: 'p1',
  unitId: 'u1',
  subject: 'teacher',
  raising: false,
}
const schools: Concerned = {
  applicantId: 'a2',
  personId: null,
  unitId: 'u1',
  subject: 'school',
  raising: false,
}
const caller = (role: Away['role'], more: Partial<Away> = {}): Away => ({
  account: 'x',
  name: role,
  role,
  unit: null,
  person: null,
  units: more.unit == null ? [] : [more.unit],
  ...more,
})

test('each role holds its office, and only for its own unit', () => {
  assert.deepEqual(whoIs(caller('officer'), [], teachers, null).offices, ['centre'])
  assert.deepEqual(whoIs(caller('leader'), [], teachers, null).offices, ['bureau'])
  assert.deepEqual(whoIs(caller('cluster', { unit: 'c' }), [], teachers, null).offices, ['cluster'])
  assert.deepEqual(whoIs(caller('school', { unit: 'u1' }), [], teachers, null).offices, ['school'])
  assert.deepEqual(whoIs(caller('school', { unit: 'u2' }), [], teachers, null).offices, [])
  assert.deepEqual(whoIs(caller('teacher', { account: 'a1' }), [], teachers, null).offices, ['applicant'])
  assert.deepEqual(whoIs(caller('school', { unit: 'u1' }), [], schools, null).offices, ['applicant'])
})

test('whom something is raised against has no hand in raising it', () => {
  const teacher = caller('teacher', { person: 'p1' })
  assert.deepEqual(whoIs(teacher, [], teachers, 'applicant').offices, ['applicant'])
  assert.deepEqual(whoIs(teacher, [], { ...teachers, raising: true }, 'applicant').offices, [])
  const raiser = caller('school', { account: 'a1', unit: 'u1' })
  assert.deepEqual(whoIs(raiser, [], { ...teachers, raising: true }, 'applicant').offices, [
    'applicant',
    'school',
  ])
})

test('nobody decides on a case of their own, also not through a delegation', () => {
  assert.equal(whoIs(caller('officer', { person: 'p1' }), [], teachers, 'centre').own, true)
  assert.equal(
    whoIs(caller('officer', { account: 'a1' }), [], teachers, 'centre').own,
    false,
    'entered at the counter',
  )
  const head = caller('school', { name: '李校长', unit: 'u1', person: 'p1' })
  const deputy = whoIs(caller('school', { unit: 'u9' }), [head], teachers, 'school')
  assert.deepEqual(deputy, { offices: ['school'], own: true, standsFor: '李校长' })
})

test('a delegate acts in the name of who is away only where their own role gives nothing', () => {
  const leader = caller('leader', { name: '王局长' })
  assert.deepEqual(whoIs(caller('officer'), [leader], teachers, 'bureau'), {
    offices: ['centre', 'bureau'],
    own: false,
    standsFor: '王局长',
  })
  assert.equal(whoIs(caller('officer'), [leader], teachers, 'centre').standsFor, null)
})

test('who stands in for a cluster or a school does so for its own cases alone', () => {
  const head = caller('cluster', { name: '学区王主任', unit: 'x', units: ['x', 'u1'] })
  assert.equal(whoIs(caller('officer'), [head], teachers, 'cluster').standsFor, '学区王主任')
  const elsewhere = whoIs(caller('officer'), [head], { ...teachers, unitId: 'u2' }, 'cluster')
  assert.deepEqual(elsewhere, { offices: ['centre'], own: false, standsFor: null })
  const outsider = whoIs(caller('officer'), [head], { ...teachers, unitId: null }, 'cluster')
  assert.deepEqual(outsider.offices, ['centre'])
})
