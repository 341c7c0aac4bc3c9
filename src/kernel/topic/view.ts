import { themeLevels, topicLevels } from '#contract/topic.ts'
import type { TopicItem, TopicRoundRow } from '#contract/topic.ts'
import type { Work } from '#kernel/call.ts'
import { dayAt } from '#lib/dates.ts'
import { refuseLate } from './decide.ts'
import { problemsUnder } from './picture.ts'
import type { Picture, Problem, Theme } from './picture.ts'
import type { Units } from './place.ts'

/** A round as lists show it, counted over what the caller sees. */
export function roundView(work: Work, picture: Picture): TopicRoundRow {
  const { id, year, title, document } = picture.round
  const today = dayAt(work.now)
  const themes = [...picture.themes.values()]
  const count = (level: Theme['level']): number => themes.filter((theme) => theme.level === level).length
  const [group, school, cluster, region] = themeLevels
  return {
    id,
    year,
    title,
    document,
    deadlines: topicLevels.map((level) => ({
      level,
      until: picture.round.until[level],
      passed: refuseLate(picture.round, level, today) !== null,
    })),
    problems: picture.problems.size,
    teachers: peopleOf([...picture.problems.values()]),
    themes: {
      group: count(group),
      school: count(school),
      cluster: count(cluster),
      region: count(region),
    },
  }
}

/** How many people stated some problems. */
export function peopleOf(problems: readonly Problem[]): number {
  return new Set(problems.map((problem) => problem.personId)).size
}

/** An item as it lies on a table; undefined for one out of sight. */
export function itemView(picture: Picture, units: Units, id: string): TopicItem | undefined {
  const problem = picture.problems.get(id)
  if (problem !== undefined) {
    const { text, person, subject } = problem
    return { id, kind: 'problem', level: 'problem', text, statement: '', from: person, subject, problems: 1 }
  }
  const theme = picture.themes.get(id)
  if (theme === undefined) return undefined
  return {
    id,
    kind: 'theme',
    level: theme.level,
    text: theme.title,
    statement: theme.statement,
    from: makerOf(theme, units),
    subject: theme.subject,
    problems: problemsUnder(picture, id).length,
  }
}

/** Who distilled a theme: 城关小学 语文教研组, 城关小学, 东片学区. */
export function makerOf(theme: Pick<Theme, 'unitId' | 'subject'>, units: Units): string {
  const name = units.get(theme.unitId)?.name ?? '未知单位'
  return theme.subject === null ? name : `${name} ${theme.subject}教研组`
}
