import type { HandbookRules, PartId } from './define.ts'

/** Something on record that may fill a handbook, as it was found. */
export type Found = {
  source: 'work' | 'activity' | 'problem' | 'entry'
  id: string
  person: string
  /** YYYY-MM-DD */
  on: string
  /** 作品类型, the activity's system, or the kind that the teacher chose. */
  what: string
  /** The role in an activity; empty for what is none. */
  role: string
  title: string
  text: string
  /** 学时; null for what has none. */
  hours: number | null
  /** What opens it: the activity or work; null for what stands in the handbook alone. */
  opens: string | null
}

/** The same with its place in the handbook. */
export type Placed = Found & { kind: string; kindWord: string; part: PartId }

/** Where each of the found stands; what no kind names is left out, and nothing stands twice. */
export function placed(rules: HandbookRules, found: readonly Found[]): Placed[] {
  const seen = new Set<string>()
  return found.flatMap((one) => {
    const kind = kindOf(rules, one)
    const entry = kind === null ? undefined : rules.kinds[kind]
    const key = `${one.person} ${kind} ${one.id}`
    if (kind === null || entry === undefined || seen.has(key)) return []
    seen.add(key)
    return [{ ...one, kind, kindWord: entry.title, part: entry.part }]
  })
}

/** The kind that a record makes; one that names its system comes before one for all others. */
function kindOf({ kinds }: HandbookRules, { source, what, role }: Found): string | null {
  const all = Object.entries(kinds)
  const named = (test: (kind: HandbookRules['kinds'][string]) => boolean): string | null =>
    all.find(([, kind]) => test(kind))?.[0] ?? null
  switch (source) {
    case 'work':
      return named((kind) => kind.works?.includes(what) === true)
    case 'problem':
      return named((kind) => kind.problems === true)
    case 'entry':
      return kinds[what] === undefined ? null : what
    case 'activity':
      return (
        named(
          ({ activities }) => activities?.systems?.includes(what) === true && activities.roles.includes(role),
        ) ?? named(({ activities }) => activities?.systems === null && activities.roles.includes(role))
      )
  }
}
