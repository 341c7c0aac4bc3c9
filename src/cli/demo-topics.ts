import { sql } from 'kysely'
import type { ThemeLevel } from '#contract/topic.ts'
import type { Work } from '#kernel/call.ts'
import { distil, openRound } from '#kernel/topic/service.ts'
import { stateProblem } from '#kernel/topic/own.ts'
import { roundsOfYear } from '#kernel/topic/progress.ts'
import { addDays, dayAt, yearOf } from '#lib/dates.ts'
import { DEMO_PROBLEMS, DEMO_THEMES } from './demo-problems.ts'

type School = { code: string; teachers: { id: string; name: string }[] }

/**
 * A round of small topics under way in the cluster of the cast's school: that school has everything still to do, its
 * neighbours have distilled, and one core topic shows where it all leads. Made once.
 */
export async function demoTopics(work: Work, school: string): Promise<void> {
  const today = dayAt(work.now)
  const year = yearOf(today)
  if ((await roundsOfYear(work, year)).rounds.length > 0) return
  const { root, cluster, schools } = await placesOf(work, school)
  if (schools.length < 4) return
  const { id } = await openRound(work, {
    year,
    title: `${year}年小课题征集`,
    document: `县教研〔${year}〕7号`,
    deadlines: {
      problem: addDays(today, 10),
      group: addDays(today, 17),
      school: addDays(today, 24),
      cluster: addDays(today, 31),
      region: addDays(today, 45),
    },
  })
  const stated = await state(work, id, schools)
  const themes = await distilSchools(work, id, schools, stated)
  const speaking = themes.get('speak') ?? []
  const at = (level: ThemeLevel, unit: string): Where => ({ level, unit, subject: null })
  const clusterTheme = await theme(
    work,
    id,
    at('cluster', cluster),
    'speak',
    speaking,
    '提高课堂发言的参与面',
  )
  await theme(work, id, at('region', root), 'speak', [clusterTheme], '课堂参与：从少数人发言到人人开口')
}

/** What was stated, by school and theme. */
type Stated = Map<string, { id: string; subject: string }[]>

async function state(work: Work, round: string, schools: readonly School[]): Promise<Stated> {
  const stated: Stated = new Map()
  for (const [at, problem] of DEMO_PROBLEMS.entries()) {
    const teachers = schools[problem.school]?.teachers ?? []
    const person = teachers[at % Math.max(1, teachers.length)]
    if (person === undefined) continue
    const { subject, text } = problem
    const { id } = await stateProblem(work, { round, person: person.id, text, subject, stage: '小学' })
    const place = `${problem.school} ${problem.theme}`
    stated.set(place, [...(stated.get(place) ?? []), { id, subject }])
  }
  return stated
}

/** The neighbours' school themes, by what they are about. */
async function distilSchools(
  work: Work,
  round: string,
  schools: readonly School[],
  stated: Stated,
): Promise<Map<string, string[]>> {
  const themes = new Map<string, string[]>()
  for (const [place, items] of stated) {
    const [number = '', about = ''] = place.split(' ')
    const title = DEMO_THEMES[about] ?? ''
    const school = schools[Number(number)]
    if (title === '' || school === undefined) continue
    const lower = await distilGroups(work, round, school.code, about, items)
    const id = await theme(
      work,
      round,
      { level: 'school', unit: school.code, subject: null },
      about,
      lower,
      title,
    )
    themes.set(about, [...(themes.get(about) ?? []), id])
  }
  return themes
}

/** Where two of a subject say the same, their group has a topic of its own; the others go up as they are. */
async function distilGroups(
  work: Work,
  round: string,
  school: string,
  about: string,
  items: readonly { id: string; subject: string }[],
): Promise<string[]> {
  const upward: string[] = []
  for (const [subject, own] of Map.groupBy(items, (item) => item.subject)) {
    const ids = own.map((item) => item.id)
    const title = `${subject}课上的${GROUP_TITLES[about] ?? '共同困难'}`
    if (ids.length < 2) upward.push(...ids)
    else upward.push(await theme(work, round, { level: 'group', unit: school, subject }, about, ids, title))
  }
  return upward
}

const GROUP_TITLES: Readonly<Record<string, string>> = {
  speak: '发言面太窄',
  homework: '作业不落实',
  write: '习作无话可写',
  reckon: '计算粗心',
}

type Where = { level: ThemeLevel; unit: string; subject: string | null }

async function theme(
  work: Work,
  round: string,
  where: Where,
  about: string,
  items: string[],
  title: string,
): Promise<string> {
  const restsOn = about === 'speak' ? ['发言', '举手', '冷场'] : []
  const origin = restsOn.length > 0 ? 'proposal' : 'own'
  return (await distil(work, round, { ...where, title, statement: '', items, restsOn, origin })).id
}

async function placesOf(
  { tx, caller, now }: Work,
  school: string,
): Promise<{ root: string; cluster: string; schools: School[] }> {
  const { rows } = await sql<School & { cluster: string; root: string }>`
    select u.code, c.code as cluster, g.code as root,
      (select jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name) order by p.file_order)
        from person_state s join person p on p.region_id = s.region_id and p.id = s.person_id
        where s.region_id = u.region_id and s.unit_id = u.id and s.valid @> ${dayAt(now)}::date) as teachers
    from unit mine join unit_state m on m.region_id = mine.region_id and m.unit_id = mine.id and m.valid @> ${dayAt(now)}::date
    join unit c on c.region_id = mine.region_id and c.id = m.parent_id
    join region g on g.id = mine.region_id
    join unit_state s on s.region_id = mine.region_id and s.parent_id = c.id and s.valid @> ${dayAt(now)}::date
    join unit u on u.region_id = mine.region_id and u.id = s.unit_id and u.category = 'school' and u.closed_on is null
      and s.kind is distinct from 'kindergarten'
    where mine.region_id = ${caller.region} and mine.code = ${school}
    order by u.id <> mine.id, u.code`.execute(tx)
  const schools = rows.filter((row) => row.teachers !== null).slice(0, 4)
  return { root: rows[0]?.root ?? '', cluster: rows[0]?.cluster ?? '', schools }
}
