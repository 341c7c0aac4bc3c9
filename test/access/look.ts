/** Prints the matrix as the server behaves now, to be compared by eye with what stands in matrix.json. */
import { roles } from '#contract/route.ts'
import { testDatabase } from '#test/harness/database.ts'
import { makeScene, observe } from './observe.ts'
import { REQUESTS } from './requests.ts'
import { relationsFor } from './subjects.ts'

const endings: (() => Promise<void>)[] = []
const scene = await makeScene(await testDatabase({ after: (done) => void endings.push(done) }))
const lines: string[] = []
for (const route of scene.routes) {
  const name = `${route.method} ${route.path}`
  const asked = REQUESTS[name]
  if (asked === undefined) {
    console.error(`no request for ${name}`)
    continue
  }
  const cells: Record<string, number | string> = { anyone: (await observe(scene, name, null, 'own')).status }
  for (const role of route.roles === 'anyone' ? [] : roles) {
    const statuses: number[] = []
    for (const relation of relationsFor(route, asked.about, role)) {
      statuses.push((await observe(scene, name, role, relation)).status)
    }
    cells[role] = statuses.join(' ')
  }
  lines.push(`  ${JSON.stringify(name)}: ${JSON.stringify(cells)}`)
}
console.log(`{\n${lines.toSorted().join(',\n')}\n}`)
await scene.end()
for (const end of endings) await end()
