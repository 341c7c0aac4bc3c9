import * as z from 'zod'
import { openCase, saveDraft } from '#contract/case.ts'
import type { Route } from '#contract/route.ts'
import type { CaseDefinition } from '#kernel/case/define.ts'
import { anyForm, draftExamples, formSchemas, openingExamples } from './case-forms.ts'

type Schema = Record<string, unknown>

/**
 * The OpenAPI 3.1 description of the routes, from the same schemas that check requests; of each system that is a case
 * it names the form.
 */
export function describeApi(routes: readonly Route[], cases: readonly CaseDefinition[] = []): Schema {
  const paths: Record<string, Schema> = {}
  for (const route of routes) {
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route, cases) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: '研培 Yanpei',
      version: '1',
      description: '会话以 cookie 传递；错误为 {code, because, field?}。',
    },
    paths,
    components: {
      schemas: formSchemas(cases),
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: '__Host-yanpei' } },
    },
  }
}

function operation(route: Route, cases: readonly CaseDefinition[]): Schema {
  const open = route.roles === 'anyone'
  return {
    summary: route.summary,
    'x-roles': route.roles,
    security: open ? [] : [{ session: [] }],
    parameters: [...parameters(route.params, 'path'), ...parameters(route.query, 'query')],
    ...(route.body === undefined
      ? {}
      : {
          requestBody: {
            required: true,
            content: { 'application/json': bodyOf(route, route.body, cases) },
          },
        }),
    responses: {
      200: {
        description: '完成',
        content:
          route.reply === undefined
            ? { 'application/octet-stream': {} }
            : { 'application/json': { schema: schemaOf(route.reply, 'output') } },
      },
      default: { description: '没有完成：原因见 because', content: { 'application/json': {} } },
    },
  }
}

/** What a body holds; with the systems' forms where it is one. */
function bodyOf(route: Route, body: z.core.$ZodType, cases: readonly CaseDefinition[]): Schema {
  const schema = schemaOf(body, 'input')
  if (cases.length === 0) return { schema }
  if (route.path === openCase.path && route.method === openCase.method)
    return { schema, examples: openingExamples(cases) }
  if (route.path !== saveDraft.path) return { schema }
  const { properties } = schema
  return {
    schema: { ...schema, properties: { ...Object(properties), form: anyForm(cases) } },
    examples: draftExamples(cases),
  }
}

function parameters(schema: z.core.$ZodType | undefined, place: 'path' | 'query'): Schema[] {
  if (schema === undefined) return []
  const { properties = {}, required = [] } = schemaOf(schema, 'input')
  const needed: readonly unknown[] = Array.isArray(required) ? required : []
  return Object.entries(properties ?? {}).map(([name, of]) => ({
    name,
    in: place,
    required: place === 'path' || needed.includes(name),
    schema: of,
  }))
}

function schemaOf(schema: z.core.$ZodType, io: 'input' | 'output'): Schema {
  const { $schema: _dialect, ...described } = z.toJSONSchema(schema, { io, unrepresentable: 'any' })
  return described
}
