import assert from 'node:assert/strict'
import { readdirSync } from 'node:fs'
import { test } from 'node:test'
import { handlers } from '#http/handlers.ts'
import { fieldWord } from '#http/field-words.ts'
import { describeApi } from '#http/openapi.ts'
import { publicHandlers } from '#http/public-routes.ts'
import { sessionHandlers } from '#http/session-routes.ts'
import type { Runtime } from '#kernel/call.ts'

const CONTRACT = new URL('../../src/contract/', import.meta.url)

/** Every route that the contract states. */
async function stated(): Promise<string[]> {
  const modules = await Promise.all(
    readdirSync(CONTRACT)
      .filter((name) => name.endsWith('.ts'))
      .map((name) => import(new URL(name, CONTRACT).href) as Promise<Record<string, unknown>>),
  )
  const exported = modules.flatMap((module) => Object.values(module))
  return exported.flatMap((one) =>
    typeof one === 'object' && one !== null && 'method' in one && 'path' in one
      ? [`${one.method} ${one.path}`]
      : [],
  )
}

const runtime = { now: () => new Date() } as Runtime
const served = [...handlers, ...sessionHandlers(runtime, []), ...publicHandlers(runtime)].map(
  ({ route }) => route,
)

test('every route of the contract is served, once', async () => {
  const names = served.map((route) => `${route.method} ${route.path}`)
  assert.deepEqual(names.toSorted(), (await stated()).toSorted())
})

test('the description names every route with its input and answer', () => {
  const { paths } = describeApi(served) as {
    paths: Record<string, Record<string, { summary: string; parameters: unknown[] }>>
  }
  const described = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  )
  assert.equal(described.length, served.length)
  const person = paths['/api/people/{id}']?.['get']
  assert.ok(person !== undefined && person.summary !== '')
  assert.deepEqual(
    person.parameters.map((one) => (one as { name: string }).name),
    ['id', 'year'],
  )
})

test('every input has a name in Chinese, so that a refusal can say which', () => {
  const inputs = served.flatMap((route) => {
    const { parameters, requestBody } = (
      describeApi([route]) as { paths: Record<string, Record<string, Described>> }
    ).paths[route.path.replaceAll(/:(\w+)/g, '{$1}')]![route.method.toLowerCase()]!
    return [...parameters.map(({ name }) => name), ...namesIn(requestBody)]
  })
  assert.deepEqual(
    [...new Set(inputs)].filter((name) => !/^[\u4e00-\u9fff]+$/.test(fieldWord([name]))),
    [],
  )
})

type Described = { parameters: { name: string }[]; requestBody?: unknown }

/** The names of all properties in a JSON schema, at any depth. */
function namesIn(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return []
  const properties = 'properties' in schema ? Object.keys(schema.properties as object) : []
  return [...properties, ...Object.values(schema).flatMap(namesIn)]
}
