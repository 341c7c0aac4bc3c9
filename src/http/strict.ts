import * as z from 'zod'

/**
 * The same schema, refusing properties it does not name, at every depth: what somebody sends in vain
 * (`credits: 99`, a role) is an error, not silently dropped.
 */
export function strict(schema: z.core.$ZodType): z.core.$ZodType {
  const def = schema._zod.def
  if (isA<z.core.$ZodObject>(schema, 'object')) return rebuilt(schema, strictObject(schema._zod.def))
  if (isA<z.core.$ZodArray>(schema, 'array')) {
    return rebuilt(schema, { ...schema._zod.def, element: strict(schema._zod.def.element) })
  }
  if (isA<z.core.$ZodUnion>(schema, 'union')) {
    return rebuilt(schema, { ...schema._zod.def, options: schema._zod.def.options.map(strict) })
  }
  if (isA<z.core.$ZodRecord>(schema, 'record')) {
    return rebuilt(schema, { ...schema._zod.def, valueType: strict(schema._zod.def.valueType) })
  }
  if (isA<z.core.$ZodPipe>(schema, 'pipe')) {
    return rebuilt(schema, { ...schema._zod.def, in: strict(schema._zod.def.in), out: schema._zod.def.out })
  }
  if (WRAPPERS.has(def.type) && isA<z.core.$ZodOptional>(schema, def.type)) {
    return rebuilt(schema, { ...schema._zod.def, innerType: strict(schema._zod.def.innerType) })
  }
  return schema
}

/** Schemas around one inner schema; `optional` stands for their common shape. */
const WRAPPERS: ReadonlySet<string> = new Set([
  'optional',
  'nullable',
  'default',
  'prefault',
  'readonly',
  'catch',
])

function isA<S extends z.core.$ZodType>(schema: z.core.$ZodType, type: string): schema is S {
  return schema._zod.def.type === type
}

/** An object that takes anything (a loose one, or one with a catch-all) was meant so. */
function strictObject(def: z.core.$ZodObjectDef): z.core.$ZodObjectDef {
  const shape = Object.fromEntries(Object.entries(def.shape).map(([key, value]) => [key, strict(value)]))
  return { ...def, shape, catchall: def.catchall ?? z.never() }
}

function rebuilt<S extends z.core.$ZodType>(schema: S, def: S['_zod']['def']): S {
  return z.core.clone(schema, def)
}
