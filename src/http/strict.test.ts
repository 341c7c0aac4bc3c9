import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as z from 'zod'
import { strict } from './strict.ts'

const inner = z.object({ a: z.int().default(1) })

const CASES: [string, z.ZodType, unknown, unknown][] = [
  ['object', inner, { a: 1 }, { a: 1, b: 2 }],
  ['array', z.array(inner).min(1), [{ a: 1 }], [{ a: 1, b: 2 }]],
  ['optional', z.object({ o: inner.optional() }), {}, { o: { b: 2 } }],
  ['nullable', z.object({ o: inner.nullable() }), { o: null }, { o: { b: 2 } }],
  ['default', z.object({ o: inner.default({ a: 3 }) }), {}, { o: { b: 2 } }],
  ['refined', inner.refine((v) => v.a > 0), { a: 1 }, { a: 1, b: 2 }],
  ['union', z.union([inner, z.string()]), 'x', { b: 2 }],
  [
    'discriminated',
    z.discriminatedUnion('k', [z.object({ k: z.literal('x'), v: inner }), z.object({ k: z.literal('y') })]),
    { k: 'x', v: {} },
    { k: 'x', v: { b: 1 } },
  ],
  ['record', z.record(z.string(), inner), { any: {} }, { any: { b: 1 } }],
  ['transformed', inner.transform((v) => v.a), { a: 1 }, { b: 1 }],
]

for (const [name, schema, good, bad] of CASES) {
  test(`an unknown property is refused: ${name}`, () => {
    const made = strict(schema)
    assert.equal(z.safeParse(made, good).success, true)
    const refused = z.safeParse(made, bad)
    assert.equal(refused.success, false)
    assert.equal(z.safeParse(schema, bad).success, true, 'the schema itself would have dropped it')
  })
}

test('what was refined stays refined', () => {
  const made = strict(inner.refine((v) => v.a > 0, '太小'))
  assert.equal(z.safeParse(made, { a: -1 }).error?.issues[0]?.message, '太小')
})
