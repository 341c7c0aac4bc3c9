import * as z from 'zod'
import type { Route } from '#contract/route.ts'

type Schema = Record<string, unknown>

/** The OpenAPI 3.1 description of the routes, from the same schemas that check requests. */
export function describeApi(routes: readonly Route[]): Schema {
  const paths: Record<string, Schema> = {}
  for (const route of routes) {
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route) }
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
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: '__Host-yanpei' } },
    },
  }
}

function operation(route: Route): Schema {
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
            content: { 'application/json': { schema: schemaOf(route.body, 'input') } },
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
