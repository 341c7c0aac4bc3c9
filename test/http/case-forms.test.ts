import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as z from 'zod'
import { newCase, openCase, saveDraft } from '#contract/case.ts'
import { describeApi } from '#http/openapi.ts'
import { caseSystems } from '#systems/index.ts'
import { inspectorAppointment } from '#test/systems/made-up.ts'

const saveDraftBody = saveDraft.body ?? z.never()
const systems = [...caseSystems, inspectorAppointment]
type Body = {
  content: { 'application/json': { schema: object; examples: Record<string, { value: unknown }> } }
}
type Api = {
  paths: Record<string, Record<string, { requestBody: Body }>>
  components: { schemas: Record<string, { title: string; properties: object }> }
}
const api = describeApi([openCase, saveDraft], systems) as Api

test('the description names the form of each system, with its questions', () => {
  for (const { id, title, form } of systems) {
    const schema = api.components.schemas[`${id}-form`]
    assert.equal(schema?.title, title)
    assert.deepEqual(Object.keys(schema.properties), Object.keys(form.shape))
  }
})

test('every reference in it leads somewhere, and names are such as OpenAPI allows', () => {
  const text = JSON.stringify(api)
  const named = [...text.matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map(([, name = '']) => name)
  assert.ok(named.length >= systems.length)
  for (const name of named) {
    assert.match(name, /^[\w.-]+$/)
    assert.ok(name in api.components.schemas, name)
  }
})

test('its examples are taken: a case is begun, and the form fits the system', () => {
  const bodyOf = (path: string, method: string) =>
    api.paths[path]?.[method]?.requestBody.content['application/json'].examples ?? {}
  for (const { id, form } of systems) {
    assert.equal(newCase.parse(bodyOf('/api/cases', 'post')[id]?.value).system, id)
    const { form: filled } = saveDraftBody.parse(bodyOf('/api/cases/{id}/form', 'put')[id]?.value)
    assert.deepEqual(Object.keys(form.parse(filled)), Object.keys(form.shape))
  }
})
