import { actionOf } from '#kernel/action.ts'
import { TOPIC_LEVELS } from '#contract/topic.ts'
import type { ThemeLevel, TopicBoard, TopicItem, TopicProposal, TopicTheme } from '#contract/topic.ts'
import type { Action } from '#contract/common.ts'
import type { Work } from '#kernel/call.ts'
import { dayAt } from '#lib/dates.ts'
import type { Refusal } from '#lib/refusal.ts'
import { refuseDistilling, refuseLate, refuseUnmaking } from './decide.ts'
import { placeOf, unitsToday } from './load.ts'
import { propose } from './overlap/propose.ts'
import type { Ground, Proposal } from './overlap/propose.ts'
import { isOpen, problemsUnder } from './picture.ts'
import type { Picture, Theme } from './picture.ts'
import { itemsFor, themesAt } from './place.ts'
import type { Place, Units } from './place.ts'
import { loadPicture } from './store.ts'
import { itemView, peopleOf, roundView } from './view.ts'

/**
 * What lies on a place's table: what is open, what the program would put together, what people made of it.
 * @throws Refused 404, 422 for a group without its subject.
 */
export async function boardOf(
  work: Work,
  round: string,
  asked: { level: ThemeLevel; unit: string; subject?: string | undefined },
): Promise<TopicBoard> {
  const picture = await loadPicture(work, round)
  const units = await unitsToday(work)
  const place = placeOf(work, units, asked)
  const open = itemsFor(picture, place, units).filter((item) => isOpen(picture, item))
  const refusal =
    refuseDistilling(work.caller, place) ?? refuseLate(picture.round, place.level, dayAt(work.now))
  return {
    round: roundView(work, picture),
    place: placeView(work, picture, place),
    groups: groupsOf(picture, place),
    open: viewsOf(picture, units, open),
    proposals: propose(open.map((item) => saidBy(picture, item))).map(proposalView),
    themes: themesAt(picture, place).flatMap((id) => themeView(picture, units, id, refusal)),
    leftOut: leftOutAt(picture, units, place),
    actions: [ability('distil', refusal), ability('leave-out', refusal)],
  }
}

function ability(id: string, refusal: Refusal | null): Action {
  return actionOf(id, refusal?.because ?? null)
}

function placeView(work: Work, picture: Picture, { level, unit, subject }: Place): TopicBoard['place'] {
  return {
    level,
    levelWord: TOPIC_LEVELS[level],
    unit: { code: unit.code, name: unit.name },
    subject,
    until: picture.round.until[level],
    passed: refuseLate(picture.round, level, dayAt(work.now)) !== null,
  }
}

function groupsOf(picture: Picture, { level, unit }: Place): TopicBoard['groups'] {
  if (level !== 'group' && level !== 'school') return []
  const groups = new Map<string, { subject: string; problems: number; open: number }>()
  for (const problem of picture.problems.values()) {
    if (problem.unitId !== unit.id) continue
    const group = groups.get(problem.subject) ?? { subject: problem.subject, problems: 0, open: 0 }
    groups.set(problem.subject, group)
    group.problems += 1
    group.open += Number(isOpen(picture, problem.id))
  }
  return [...groups.values()].toSorted((a, b) => b.problems - a.problems)
}

/** What an item says: its wording, and the problems it was distilled from. */
function saidBy(picture: Picture, id: string): { id: string; text: string; below: string[] } {
  const theme = picture.themes.get(id)
  if (theme === undefined) return { id, text: picture.problems.get(id)?.text ?? '', below: [] }
  const below = problemsUnder(picture, id).map((problem) => problem.text)
  return { id, text: `${theme.title}。${theme.statement}`, below }
}

function proposalView({
  items,
  loose,
  grounds,
}: Proposal<{ id: string; text: string; below: string[] }>): TopicProposal {
  return {
    items: items.map((item) => item.id),
    loose: loose.map((item) => item.id),
    grounds,
    about: aboutOf(grounds),
  }
}

/** What a proposal seems to be about: its first concept; people find the words. */
function aboutOf(grounds: readonly Ground[]): string {
  const [first] = grounds
  return first === undefined ? '用字相近' : (first.concept ?? first.words.join('、'))
}

function viewsOf(picture: Picture, units: Units, ids: readonly string[]): TopicItem[] {
  return ids.flatMap((id) => itemView(picture, units, id) ?? [])
}

function themeView(picture: Picture, units: Units, id: string, refusal: Refusal | null): TopicTheme[] {
  const theme = picture.themes.get(id)
  if (theme === undefined) return []
  const problems = problemsUnder(picture, id)
  const parent = picture.themes.get(picture.parents.get(id) ?? '')
  return [
    {
      id,
      title: theme.title,
      statement: theme.statement,
      origin: theme.origin,
      restsOn: theme.restsOn,
      items: viewsOf(picture, units, picture.items.get(id) ?? []),
      problems: problems.length,
      teachers: peopleOf(problems),
      parent: parent === undefined ? null : { id: parent.id, title: parent.title },
      madeBy: theme.madeBy,
      madeAt: theme.madeAt.toISOString(),
      actions: themeActions(picture, theme, refusal),
    },
  ]
}

function themeActions(picture: Picture, theme: Theme, refusal: Refusal | null): Action[] {
  const used = refusal ?? refuseUnmaking(picture, theme)
  return [
    ...['reword', 'add', 'remove', 'split'].map((id) => ability(id, refusal)),
    ...['merge', 'dissolve'].map((id) => ability(id, used)),
  ]
}

function leftOutAt(picture: Picture, units: Units, place: Place): TopicBoard['leftOut'] {
  const here = new Set(itemsFor(picture, place, units))
  return [...picture.leftOut.values()].flatMap((entry) => {
    const item =
      here.has(entry.item) && entry.level === place.level && entry.unitId === place.unit.id
        ? itemView(picture, units, entry.item)
        : undefined
    if (item === undefined) return []
    return [{ id: entry.id, item, because: entry.because, by: entry.by, at: entry.at.toISOString() }]
  })
}
