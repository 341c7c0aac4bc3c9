import type { ThemeLevel, TopicLevel } from '#contract/topic.ts'
import type { Day } from '#lib/dates.ts'

/** A round with the last day of each level. */
export type Round = {
  id: string
  year: number
  title: string
  document: string | null
  until: Readonly<Record<TopicLevel, Day>>
}

/** A problem as its teacher stated it. */
export type Problem = {
  id: string
  personId: string
  person: string
  unitId: string
  subject: string
  stage: string | null
  text: string
  statedAt: Date
}

/** A theme in force, as it is worded now. */
export type Theme = {
  id: string
  level: ThemeLevel
  unitId: string
  subject: string | null
  origin: 'proposal' | 'own'
  restsOn: string[]
  title: string
  statement: string
  madeAt: Date
  madeBy: string
}

/** What a level decided not to take up. */
export type LeftOut = {
  id: string
  item: string
  level: ThemeLevel
  unitId: string
  because: string
  by: string
  at: Date
}

/** That an item lies in a theme. */
export type Member = { theme: string; item: string }

/** Everything of a round that the caller may see, and how it hangs together. */
export type Picture = {
  round: Round
  problems: ReadonlyMap<string, Problem>
  themes: ReadonlyMap<string, Theme>
  /** The theme that an item lies in, by the item. */
  parents: ReadonlyMap<string, string>
  /** The items of a theme, by the theme; some may be out of the caller's sight. */
  items: ReadonlyMap<string, readonly string[]>
  leftOut: ReadonlyMap<string, LeftOut>
}

/** Puts the rows of a round together. */
export function pictureOf(
  round: Round,
  rows: { problems: Problem[]; themes: Theme[]; members: Member[]; leftOut: LeftOut[] },
): Picture {
  const items = new Map<string, string[]>()
  for (const { theme, item } of rows.members) items.set(theme, [...(items.get(theme) ?? []), item])
  return {
    round,
    problems: new Map(rows.problems.map((problem) => [problem.id, problem])),
    themes: new Map(rows.themes.map((theme) => [theme.id, theme])),
    parents: new Map(rows.members.map(({ theme, item }) => [item, theme])),
    items,
    leftOut: new Map(rows.leftOut.map((entry) => [entry.item, entry])),
  }
}

/** The problems that an item stands for: itself, or all that its theme was distilled from, as far as they are seen. */
export function problemsUnder(picture: Picture, item: string): Problem[] {
  const problem = picture.problems.get(item)
  if (problem !== undefined) return [problem]
  return (picture.items.get(item) ?? []).flatMap((below) => problemsUnder(picture, below))
}

/** The themes above an item, from the nearest up. */
export function themesAbove(picture: Picture, item: string): Theme[] {
  const parent = picture.themes.get(picture.parents.get(item) ?? '')
  return parent === undefined ? [] : [parent, ...themesAbove(picture, parent.id)]
}

/** True for what no theme has taken up and no level has left out. */
export function isOpen(picture: Picture, item: string): boolean {
  return !picture.parents.has(item) && !picture.leftOut.has(item)
}
