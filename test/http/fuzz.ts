import * as fc from 'fast-check'
import type { Role, Route } from '#contract/route.ts'
import type { Asked } from '#test/access/ask.ts'
import { REQUESTS } from '#test/access/requests.ts'
import { RELATIONS, subjectOf } from '#test/access/subjects.ts'
import type { County } from '#test/access/fixture.ts'

/** A request of any kind: some nearly right, some nonsense. */
export type Junk = {
  role: Role
  method: string
  url: string
  payload: string | null
  type: string | null
  accept: string | null
}

const IDS = [
  '01890000-0000-7000-8000-000000000000',
  '1',
  '',
  '%00',
  '../../etc',
  "' or 1=1 --",
  '🙂',
  'a'.repeat(300),
  '%ff',
  'null',
  '-1',
  '1e9',
]
const NUMBERS = ['2025', '0', '-1', '99999999999999999999', 'NaN', '1.5', '', 'true', '0x10']
const TYPES = [
  'application/json',
  'text/plain',
  'multipart/form-data; boundary=x',
  'multipart/form-data',
  'application/json; charset=utf-16',
  '',
  'a/b',
]
const WORDS = [
  'officer',
  '\u0000',
  '2025-02-30',
  '2025-09-01T08:00:00+08:00',
  '990123199001016016',
  '<svg onload=1>',
  '=1+1',
  '\ud800',
  '研培',
  'x'.repeat(5000),
]

const ROLES = fc.constantFrom<Role>('officer', 'officer', 'school', 'teacher')

const scalar = fc.oneof(
  fc.constantFrom<unknown>(null, true, 0, -1, 1.5, 1e308, 9_007_199_254_740_991, ...IDS, ...WORDS),
  fc.integer(),
  fc.string(),
)
const names = [
  'key',
  'login',
  'password',
  'name',
  'title',
  'role',
  'unit',
  'id',
  'year',
  'rows',
  'changes',
  'add',
  'remove',
  'because',
  'on',
  'code',
  'facts',
  '__proto__',
  'constructor',
  'credits',
]
const value: fc.Arbitrary<unknown> = fc.letrec<{ any: unknown }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    scalar,
    fc.array(tie('any'), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom(...names), tie('any'), { maxKeys: 6 }),
  ),
})).any

/** Requests that hardly resemble their route's. */
function nonsense(routes: readonly Route[]): fc.Arbitrary<Junk> {
  const path = fc.constantFrom(...routes).chain((route) =>
    fc
      .tuple(fc.array(fc.constantFrom(...IDS), { minLength: 3, maxLength: 3 }), query())
      .map(([ids, asked]) => {
        let next = 0
        const filled = route.path.replaceAll(/:\w+/g, () => ids[next++ % ids.length] ?? '')
        return { method: route.method as string, url: `${filled}${asked}` }
      }),
  )
  const body = fc.oneof(
    value.map((any) => JSON.stringify(any) ?? ''),
    fc.constantFrom('', '{', '{"a":1', '[[[[', '"', '--x\r\n'),
    fc.string(),
  )
  return fc
    .record({
      role: ROLES,
      place: path,
      other: fc.option(fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD'), {
        freq: 10,
      }),
      payload: fc.option(body),
      type: fc.option(fc.constantFrom(...TYPES), { freq: 3 }),
      accept: fc.option(fc.constantFrom('gzip', '*', ';;;', 'br;q=x'), { freq: 2 }),
    })
    .map(({ role, place, other, payload, type, accept }) => ({
      role,
      method: other ?? place.method,
      url: place.url,
      payload,
      type: type ?? (payload === null ? null : 'application/json'),
      accept,
    }))
}

function query(): fc.Arbitrary<string> {
  const pair = fc.tuple(
    fc.constantFrom(
      'year',
      'unit',
      'q',
      'offset',
      'limit',
      'sort',
      'dimension',
      'key',
      'from',
      'until',
      'system',
    ),
    fc.oneof(fc.constantFrom(...NUMBERS, ...IDS), fc.string({ maxLength: 20 })),
  )
  return fc.array(pair, { maxLength: 4 }).map((pairs) => {
    const text = pairs
      .map(
        ([name, given]) =>
          `${name}=${given.includes('%') ? given : encodeURIComponent(given.toWellFormed())}`,
      )
      .join('&')
    return text === '' ? '' : `?${text}`
  })
}

/** Requests that are right but for one value, in the address or anywhere in the body. */
function nearlyRight(routes: readonly Route[], home: County, other: County): fc.Arbitrary<Junk> {
  const names = routes.map((route) => `${route.method} ${route.path}`)
  return fc
    .record({
      name: fc.constantFrom(...names),
      role: ROLES,
      relation: fc.constantFrom(...RELATIONS),
      at: fc.nat(),
      wrong: fc.oneof(scalar, fc.constantFrom(...WORDS, ...NUMBERS), value),
    })
    .map(({ name, role, relation, at, wrong }) => {
      const asked = REQUESTS[name]?.ask(subjectOf(role, relation, home, other)) ?? { url: '/' }
      return { role, method: name.split(' ')[0] ?? 'GET', ...spoilt(asked, at, wrong), accept: null }
    })
}

/** Puts a wrong value in the place of one of the right ones: query values first, then the body's leaves. */
function spoilt({ url, body }: Asked, at: number, wrong: unknown): Pick<Junk, 'url' | 'payload' | 'type'> {
  const [path = '', search = ''] = url.split('?')
  const query = new URLSearchParams(search)
  const fields = [...query.keys()]
  const leaves = placesIn(body)
  const place = at % (fields.length + leaves.length + 1)
  const field = fields[place]
  if (field !== undefined)
    query.set(field, String(typeof wrong === 'object' ? JSON.stringify(wrong) : wrong).toWellFormed())
  const changed = field === undefined ? replaced(body, leaves[place - fields.length] ?? [], wrong) : body
  const asked = query.size === 0 ? path : `${path}?${query}`
  return changed === undefined
    ? { url: asked, payload: null, type: null }
    : { url: asked, payload: JSON.stringify(changed) ?? '', type: 'application/json' }
}

type Place = readonly string[]

function placesIn(body: unknown, at: Place = []): Place[] {
  if (typeof body !== 'object' || body === null) return body === undefined ? [] : [at]
  return [at, ...Object.entries(body).flatMap(([key, inner]) => placesIn(inner, [...at, key]))]
}

function replaced(body: unknown, [key, ...rest]: Place, wrong: unknown): unknown {
  if (key === undefined) return body === undefined ? undefined : wrong
  if (Array.isArray(body))
    return body.map((inner, index) => (String(index) === key ? replaced(inner, rest, wrong) : inner))
  const entries = Object.entries(body ?? {})
  return Object.fromEntries(
    entries.map(([name, inner]) => [name, name === key ? replaced(inner, rest, wrong) : inner]),
  )
}

/** Bad requests over these routes, about records of two counties. */
export function junk(routes: readonly Route[], home: County, other: County): fc.Arbitrary<Junk> {
  return fc.oneof(
    { weight: 1, arbitrary: nonsense(routes) },
    { weight: 2, arbitrary: nearlyRight(routes, home, other) },
  )
}
