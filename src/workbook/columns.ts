/**
 * Columns of the exchange workbook as data: what stands in the head, what a cell becomes, and what is refused.
 * The value's type travels in the column's type, so that a parsed row is typed by its sheet.
 */

/** What a cell holds, and by which rule it is read. */
export type ColumnRule =
  | { readonly kind: 'text' | 'name' | 'code'; readonly longest: number }
  | { readonly kind: 'identity' | 'date' | 'time' | 'slot' }
  | { readonly kind: 'decimal' | 'rate' | 'integer'; readonly range: NumberRange }
  | { readonly kind: 'word'; readonly words: Readonly<Record<string, string>> }

/** Bounds of a number; `above` is exclusive. */
export interface NumberRange {
  readonly least?: number
  readonly above?: number
  readonly most: number
}

/** Check-in slots of an activity, and the number of one of them. */
export const SLOTS = { least: 1, most: 1000 } as const satisfies NumberRange

export interface Column<Value extends string | number = string | number, Required extends boolean = boolean> {
  /** What stands in the head, and names the column in errors. */
  readonly head: string
  /** ★: an empty cell, or a missing column, refuses. */
  readonly required: Required
  readonly rule: ColumnRule
  /** Carries the type of values only; never set. */
  readonly value?: Value
}

/** The type of a column's value: null where the cell may be empty. */
export type ValueOf<C> =
  C extends Column<infer Value, infer Required> ? (Required extends true ? Value : Value | null) : never

/** Longest texts: keys must fit the database's indexes, and nobody reads more in a cell. In characters. */
const LONGEST = { code: 64, name: 200, text: 200 } as const

function optional<V extends string | number>(head: string, rule: ColumnRule): Column<V, false> {
  return { head, required: false, rule }
}

/** A ★ column: an empty cell refuses the row, a missing column all rows. */
export function star<V extends string | number>(column: Column<V, false>): Column<V, true> {
  return { ...column, required: true }
}

/** Free text. */
export function text(head: string): Column<string, false> {
  return optional(head, { kind: 'text', longest: LONGEST.text })
}

/** A name of a person, unit, programme, activity or honour. */
export function name(head: string): Column<string, false> {
  return optional(head, { kind: 'name', longest: LONGEST.name })
}

/** A code or number that identifies something: no inner spaces. */
export function code(head: string): Column<string, false> {
  return optional(head, { kind: 'code', longest: LONGEST.code })
}

/** An identity number by GB 11643; always ★. */
export function identity(head: string): Column<string, true> {
  return star(optional<string>(head, { kind: 'identity' }))
}

/** A day, 'YYYY-MM-DD'. */
export function date(head: string): Column<string, false> {
  return optional(head, { kind: 'date' })
}

/** A local time, 'YYYY-MM-DD HH:MM:SS'. */
export function time(head: string): Column<string, false> {
  return optional(head, { kind: 'time' })
}

/** A check-in slot, always ★: whole, and one that an activity can have (another is a wrong value, not a wrong number). */
export function slot(head: string): Column<number, true> {
  return star(optional<number>(head, { kind: 'slot' }))
}

/** An exact decimal, as a plain decimal string. */
export function decimal(head: string, range: NumberRange): Column<string, false> {
  return optional(head, { kind: 'decimal', range })
}

/** A rate from 0 to 1, as a plain decimal string; people may type per cent. */
export function rate(head: string): Column<string, false> {
  return optional(head, { kind: 'rate', range: { least: 0, most: 1 } })
}

/** A whole number. */
export function integer(head: string, range: NumberRange): Column<number, false> {
  return optional(head, { kind: 'integer', range })
}

/** One of the words of a vocabulary (identifier → word); the value is the identifier. */
export function word<V extends string>(head: string, words: Readonly<Record<V, string>>): Column<V, false> {
  return optional(head, { kind: 'word', words })
}
