import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, suite, test } from 'node:test'
import { roles, type Role } from '#contract/route.ts'
import { suiteDatabase } from '#test/harness/database.ts'
import { STAFF, type County, type StaffName } from './fixture.ts'
import { makeScene, observe, type Scene } from './observe.ts'
import { REQUESTS } from './requests.ts'
import { relationsFor } from './subjects.ts'

/**
 * Who may do what to whom. For a route about something, the statuses for each role stand in the order of RELATIONS:
 * own, same school, other school, other region, level above (own and other region for roles that may not use it at
 * all); otherwise there is one. `anyone` is who is signed out.
 */
type Cells = { anyone: number } & Partial<Record<Role, string>>
const matrix = JSON.parse(readFileSync(new URL('matrix.json', import.meta.url), 'utf8')) as Record<
  string,
  Cells
>

/** Whom a role may see: nobody else's name, id or identity number may stand in any answer to it. */
const SEEN: Record<Role, readonly StaffName[]> = {
  officer: Object.keys(STAFF) as StaffName[],
  leader: Object.keys(STAFF) as StaffName[],
  cluster: ['cluster', 'school', 'teacher', 'colleague-a', 'colleague-b'],
  school: ['school', 'teacher', 'colleague-a'],
  teacher: ['teacher'],
  applicant: [],
}

/** What tells of a person. */
const tracesOf = (name: StaffName, county: County, number: number): string[] => [
  `张${name}${number}`,
  county.people[name].id,
  county.people[name].identityNumber,
]

/** What must not stand in an answer to this role. */
function secretsFrom(role: Role, { home, other }: Scene): string[] {
  const staff = Object.keys(STAFF) as StaffName[]
  const hidden = staff.filter((name) => !SEEN[role].includes(name))
  return [
    ...hidden.flatMap((name) => tracesOf(name, home, 1)),
    ...staff.flatMap((name) => tracesOf(name, other, 2)),
  ]
}

suite('the access matrix', () => {
  let scene: Scene
  after(() => scene.end()) // before the database's own end
  const database = suiteDatabase()
  before(async () => (scene = await makeScene(database())))

  test('has a line for every route and role, and none for others', () => {
    const served = scene.routes.map((route) => `${route.method} ${route.path}`).toSorted()
    assert.deepEqual(Object.keys(matrix).toSorted(), served)
    for (const route of scene.routes) {
      const name = `${route.method} ${route.path}`
      const { anyone, ...cells } = matrix[name] ?? { anyone: 0 }
      assert.ok(REQUESTS[name] !== undefined && anyone > 0, name)
      const wanted = route.roles === 'anyone' ? [] : roles
      assert.deepEqual(Object.keys(cells).toSorted(), wanted.toSorted(), name)
    }
  })

  for (const [name, { anyone, ...cells }] of Object.entries(matrix)) {
    test(name, async () => {
      const route = scene.routes.find(({ method, path }) => `${method} ${path}` === name)
      if (route === undefined) throw new Error(`${name} is not served`)
      assert.equal((await observe(scene, name, null, 'own')).status, anyone, 'signed out')
      const look = async (role: Role): Promise<void> => {
        const hidden = secretsFrom(role, scene)
        const statuses: number[] = []
        for (const relation of relationsFor(route, REQUESTS[name]?.about ?? null, role)) {
          const { status, body } = await observe(scene, name, role, relation)
          statuses.push(status)
          const leaked = hidden.find((secret) => body.includes(secret))
          assert.equal(leaked, undefined, `${role} learns of ${leaked} (${relation})`)
        }
        assert.equal(statuses.join(' '), cells[role], role)
      }
      const asked = roles.filter((role) => cells[role] !== undefined)
      // reading side by side; changes one by one, since each waits for the one before to be undone
      if (route.method === 'GET') await Promise.all(asked.map(look))
      else for (const role of asked) await look(role)
    })
  }
})
