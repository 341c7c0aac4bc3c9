import type { TopicLineage, TopicNode } from '#contract/topic-lineage.ts'
import type { Work } from '#kernel/call.ts'
import { notFound } from '#lib/refusal.ts'
import { unitsToday } from './load.ts'
import { problemsUnder, themesAbove } from './picture.ts'
import type { Picture } from './picture.ts'
import { makerOf } from './view.ts'
import type { Units } from './place.ts'
import { loadPicture } from './store.ts'

/** Beyond so many nodes problems stay folded in their themes until one looks at one of these. */
const ROOM = 160

/**
 * Where things came from and where they went: around `focus` all above and all below it; without one, every theme that
 * nothing lies above of, with what lies below.
 * @throws Refused 404
 */
export async function lineageOf(work: Work, round: string, focus: string | undefined): Promise<TopicLineage> {
  const picture = await loadPicture(work, round)
  if (focus !== undefined && !picture.themes.has(focus) && !picture.problems.has(focus)) {
    throw notFound('这个问题或主题')
  }
  const units = await unitsToday(work)
  const shown = shownIn(picture, focus)
  const { id, title, year } = picture.round
  return {
    round: { id, title, year },
    focus: focus ?? null,
    nodes: [...shown].map((item) => nodeOf(picture, units, item, shown)),
    edges: [...shown].flatMap((item) => {
      const to = picture.parents.get(item)
      return to !== undefined && shown.has(to) ? [{ from: item, to }] : []
    }),
  }
}

function shownIn(picture: Picture, focus: string | undefined): Set<string> {
  const tops =
    focus === undefined
      ? [...picture.themes.keys()].filter((id) => !picture.parents.has(id))
      : [focus, ...themesAbove(picture, focus).map((theme) => theme.id)]
  const starts = focus === undefined ? tops : [focus]
  const all = new Set([...tops, ...starts.flatMap((start) => below(picture, start))])
  if (all.size <= ROOM) return all
  return new Set([...all].filter((item) => picture.themes.has(item) || item === focus))
}

function below(picture: Picture, item: string): string[] {
  const seen = (picture.items.get(item) ?? []).filter(
    (one) => picture.themes.has(one) || picture.problems.has(one),
  )
  return seen.flatMap((one) => [one, ...below(picture, one)])
}

function nodeOf(picture: Picture, units: Units, id: string, shown: ReadonlySet<string>): TopicNode {
  const problem = picture.problems.get(id)
  if (problem !== undefined) {
    const from = `${problem.person}（${units.get(problem.unitId)?.name ?? '未知单位'}）`
    return {
      id,
      kind: 'problem',
      level: 'problem',
      text: problem.text,
      from,
      problems: 1,
      folded: 0,
      origin: null,
    }
  }
  const theme = picture.themes.get(id)
  if (theme === undefined) throw new Error(`${id} is neither a problem nor a theme`)
  return {
    id,
    kind: 'theme',
    level: theme.level,
    text: theme.title,
    from: makerOf(theme, units),
    problems: problemsUnder(picture, id).length,
    folded: (picture.items.get(id) ?? []).filter((item) => !shown.has(item)).length,
    origin: theme.origin,
  }
}

/** One line a problem: who stated it where, and the themes that it went into, level by level. */
export async function lineageRows(
  work: Work,
  round: string,
): Promise<{ title: string; rows: (string | number)[][] }> {
  const picture = await loadPicture(work, round)
  const units = await unitsToday(work)
  const rows = [...picture.problems.values()].map((problem) => {
    const above = themesAbove(picture, problem.id)
    const at = (level: string): string => above.find((theme) => theme.level === level)?.title ?? ''
    const unit = units.get(problem.unitId)
    return [
      unit?.code ?? '',
      unit?.name ?? '',
      problem.subject,
      problem.person,
      problem.text,
      at('group'),
      at('school'),
      at('cluster'),
      at('region'),
      picture.leftOut.get(problem.id)?.because ?? '',
    ]
  })
  return { title: picture.round.title, rows }
}
