import type { CaseAction } from '#contract/case.ts'

/** A vote while it is filled in; `aside` are the reasons of those who step aside by their own word, by person. */
export type Voted = {
  sitting: string
  agree: string
  against: string
  abstain: string
  because: string
  item: string
  aside: Readonly<Record<string, string>>
}

export const NOTHING_VOTED: Voted = {
  sitting: '',
  agree: '',
  against: '0',
  abstain: '0',
  because: '',
  item: '',
  aside: {},
}

/** Whether a text is a number of votes. */
export function isCount(text: string): boolean {
  return /^\d{1,2}$/.test(text)
}

/** The vote as the server takes it. */
export function toVote(sitting: string, voted: Voted): CaseAction {
  const because = voted.because.trim()
  return {
    do: 'vote',
    sitting,
    agree: voted.agree === '' ? null : Number(voted.agree),
    against: Number(voted.against),
    abstain: Number(voted.abstain),
    aside: Object.entries(voted.aside).map(([person, words]) => ({ person, because: words.trim() })),
    because: because === '' ? null : because,
    item: voted.item === '' ? null : voted.item,
    document: null,
  }
}
