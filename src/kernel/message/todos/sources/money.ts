import { dayAt, yearOf } from '#lib/dates.ts'
import { moneyWords } from '#kernel/money/words.ts'
import { gradesOwed, journeysToFollow, overspent, unscanned } from '#kernel/money/waiting.ts'
import { LISTED, NOTHING, type TodoFinder } from '../../define.ts'

const BOOKKEEPERS: readonly string[] = ['officer', 'cluster', 'school']

/** Second-level trainings of a school's teachers that were held and wait for their grade. */
export const grades: TodoFinder = {
  source: 'grade',
  find: async (work) => {
    if (work.caller.role !== 'school') return NOTHING
    const owed = await gradesOwed(work)
    const link = (endsOn: string): string => `/money?year=${endsOn.slice(0, 4)}&part=claims&state=passed-on`
    return {
      total: owed.length,
      link: link(dayAt(work.now)),
      items: owed.slice(0, LISTED).map(({ personName, passedOnTitle, activityTitle, endsOn }) => ({
        title: `给${personName}的二级培训定等级：《${passedOnTitle ?? ''}》`,
        detail: `外出学习《${activityTitle}》，等级定了才能报销`,
        link: link(endsOn),
        due: null,
      })),
    }
  },
}

/** A teacher's own journeys: what is still to be passed on, and what can be claimed. */
export const journeys: TodoFinder = {
  source: 'journey',
  find: async (work) => {
    const { role, person } = work.caller
    if (role !== 'teacher' || person === null) return NOTHING
    const open = await journeysToFollow(work, person)
    return {
      total: open.length,
      link: '/apply',
      items: open.slice(0, LISTED).map(({ activityTitle, state }) => ({
        title: state === 'owes' ? `上二级培训：《${activityTitle}》` : `报销差旅费：《${activityTitle}》`,
        detail:
          state === 'owes' ? '外出学习后讲给同伴，定了等级才能报销差旅费' : '二级培训已定等级，可以填报',
        link: '/apply',
        due: null,
      })),
    }
  },
}

/** Spending in the caller's own books behind which no scan stands. */
export const vouchers: TodoFinder = {
  source: 'voucher',
  find: async (work) => {
    if (!BOOKKEEPERS.includes(work.caller.role)) return NOTHING
    const rows = await unscanned(work, LISTED)
    const link = `/money?year=${yearOf(dayAt(work.now))}&part=entries`
    return {
      total: rows[0]?.total ?? 0,
      link,
      items: rows.map(({ item, amount, voucher, on }) => ({
        title: `补传凭证扫描件：${item} ${moneyWords(amount)}`,
        detail: [voucher === null ? '没有凭证号' : `凭证 ${voucher}`, on].join(' · '),
        link,
        due: null,
      })),
    }
  },
}

/** Programmes of the caller's own unit that went over budget or standard. */
export const budgets: TodoFinder = {
  source: 'budget',
  find: async (work) => {
    if (!BOOKKEEPERS.includes(work.caller.role)) return NOTHING
    const rows = await overspent(work)
    return {
      total: rows.length,
      link: `/money?year=${yearOf(dayAt(work.now))}`,
      items: rows.slice(0, LISTED).map(({ id, title, findings }) => ({
        title: `核对超支：${title}`,
        detail: findings[0] ?? '',
        link: `/money/programmes/${id}`,
        due: null,
      })),
    }
  },
}
