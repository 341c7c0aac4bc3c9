// Draws each system from its definition into docs/systems; a test says when that is due.
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { caseSystems, programmeSystems } from '#systems/index.ts'
import { FOLDER, systemPages } from './diagrams/pages.ts'

await mkdir(FOLDER, { recursive: true })
for (const [name, page] of systemPages(programmeSystems, caseSystems))
  await writeFile(join(FOLDER, name), page)
