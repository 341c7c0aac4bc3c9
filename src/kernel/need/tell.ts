import { sql } from 'kysely'
import type { Work } from '#kernel/call.ts'
import { insertNotice } from '#kernel/message/notices/write.ts'
import { insertTold, waitingFor, type Offer } from './store.ts'

/** Where the register is. */
const PAGE = '/needs'

/** How many were told, and how many of those who wait cannot be: neither on file nor with an account. */
export type Told = { told: number; unreachable: number }

/**
 * Tells those who need a course of a programme that serves it, each once: in the program and by the ways that notices take.
 * @param only one need, where it is noted while the programme runs.
 */
export async function tellOf(work: Work, offer: Offer, only: string | null = null): Promise<Told> {
  // the hour's job and an officer may tell at once: who comes second finds nobody left
  await sql`select pg_advisory_xact_lock(hashtext('need-told'), hashtext(${offer.programme}))`.execute(
    work.tx,
  )
  const waiting = await waitingFor(work, offer, only)
  const reachable = waiting.filter(({ person, account }) => person !== null || account !== null)
  const unreachable = waiting.length - reachable.length
  if (reachable.length === 0) return { told: 0, unreachable }
  const { id } = await insertNotice(
    work,
    {
      kind: 'notice',
      title: `${offer.course}补训开班：${offer.title}`,
      body: wordsOf(offer),
      unitId: null,
      audience: `登记了${offer.course}补训需求的 ${reachable.length} 人`,
      dueOn: null,
      pinnedUntil: null,
      link: PAGE,
      circularId: null,
    },
    {
      roles: [],
      units: [],
      people: reachable.flatMap(({ person }) => person ?? []),
      accounts: reachable.flatMap(({ person, account }) =>
        person === null && account !== null ? [account] : [],
      ),
    },
  )
  await insertTold(
    work,
    reachable.map(({ need }) => need),
    offer,
    id,
  )
  return { told: reachable.length, unreachable }
}

function wordsOf({ course, title, startsOn, endsOn }: Offer): string {
  const from = startsOn === null ? '' : `，${startsOn} 开始`
  const until = endsOn === null ? '' : `，${endsOn} 结束`
  return (
    `您登记的${course}补训需求有班可上：${title}${from}${until}。` +
    '要参加的，请向所在学校或县教师发展中心报名；学完并经认定，这项需求自动销号。'
  )
}
