import type { Sitting } from '#contract/committee.ts'
import { apply, key, play, type Played } from './county.ts'
import { applicants, formOf, identityNumber, type Applicant, type Step } from './applicants.ts'
import type { Ending } from '#test/harness/database.ts'

export const JUDGES = ['评委甲', '评委乙', '评委丙']
/** The expert committee: judges and teachers of three schools. */
export const MEMBERS = [...JUDGES, '委员戊', '委员己', '委员庚']
/** Teachers by school, of whom the members are some. */
export const TEACHERS = { C: [...JUDGES, '评委丁'], A: ['张三', '委员戊'], B: ['委员己'], T: ['委员庚'] }
type Committees = { committees: { sittings: Sitting[] }[] }
type Figure = { id: string; value: number; by?: Record<string, Record<string, number>> }

/** A round of 82 applicants, as its tests play it one after another. */
export type Round = {
  /** Builds the county and opens the round. */
  begin: (ending: Ending) => Promise<void>
  played: () => Played
  round: () => string
  people: readonly Applicant[]
  /** The cases of those who do not fall out at one of these steps. */
  still: (...gone: Step[]) => string[]
  /** The cases of those who fall out at a step. */
  fallen: (step: Step) => string[]
  figure: (id: string) => Promise<Figure | undefined>
  /** Enters somebody at the counter as the nth, some answers otherwise; gives the case. */
  register: (one: Applicant, n: number, more?: object) => Promise<string>
  /** The address of something of the round. */
  at: (url: string) => string
  /** The newest sitting of the expert committee. @throws where there is none. */
  sitting: () => Promise<Sitting>
  /** Has the officer do something. @throws when it is refused. */
  post: <T>(url: string, body: object) => Promise<T>
}

/** A round that is still to begin. */
export function qualificationRound(): Round {
  let made: Played | undefined
  let id = ''
  const played = (): Played => {
    if (made === undefined) throw new Error('the round has not begun')
    return made
  }
  const people = applicants()
  return {
    begin: async (ending) => {
      made = await county(ending)
      id = await open(made)
    },
    played,
    round: () => id,
    people,
    still: (...gone) =>
      people.filter(({ falls }) => falls === null || !gone.includes(falls)).map((one) => one.id),
    fallen: (step) => people.filter(({ falls }) => falls === step).map((one) => one.id),
    figure: async (asked) => {
      const { figures } = await played().get<{ figures: Figure[] }>('officer', '/api/figures?year=2026')
      return figures.find((one) => one.id === asked)
    },
    register: (one, n, more = {}) => {
      const outsider = { name: one.name, identityNumber: identityNumber(n) }
      const form = { ...formOf({ ...one, falls: null }), ...more }
      const materials = ['identity', 'degree', 'putonghua']
      return apply(played(), 'officer', { system: 'qualification', round: id, outsider }, { form, materials })
    },
    at: (url) => `/api/rounds/${id}${url}`,
    sitting: async () => {
      const { committees } = await played().get<Committees>('officer', `/api/rounds/${id}/committees`)
      const found = committees[0]?.sittings.at(-1)
      if (found === undefined) throw new Error('the committee has not sat')
      return found
    },
    post: async <T>(url: string, body: object): Promise<T> => {
      const answer = await played().ask<T>('officer', 'POST', url, { key: key(), ...body })
      if (answer.status !== 200) throw new Error(`${url}: ${answer.status} ${answer.body.because}`)
      return answer.body
    },
  }
}

async function county(ending: Ending): Promise<Played> {
  const made = await play(ending, TEACHERS, ['张三'])
  const put = { key: key(), because: '职称登记有误', facts: { rank: '二级教师' } }
  const { status } = await made.ask(
    'officer',
    'POST',
    `/api/people/${made.county.people.get('评委丁')}/correct`,
    put,
  )
  if (status !== 200) throw new Error(`the file of 评委丁: ${status}`)
  return made
}

async function open(made: Played): Promise<string> {
  const { body } = await made.ask('officer', 'POST', '/api/rounds', {
    key: key(),
    system: 'qualification',
    title: '2026 年春季教师资格认定',
    year: 2026,
    opensOn: '2026-03-01',
    closesOn: '2026-04-30',
    document: '甲教〔2026〕12号',
    places: [],
  })
  return body.id
}
