import { createContext, useContext } from 'react'
import type { Me, SignedIn } from '#contract/session.ts'
import { useAddress } from './address.ts'

export const MeContext = createContext<SignedIn | null>(null)

/** Who is signed in; only below the shell. */
export function useMe(): SignedIn {
  const me = useContext(MeContext)
  if (me === null) throw new Error('useMe outside of the shell')
  return me
}

/** The year that governs every page: the address's, or the newest that has records. */
export function useYear(): number {
  const me = useMe()
  const asked = Number(useAddress()['year'])
  return Number.isInteger(asked) && asked >= 1980 && asked <= 2100 ? asked : me.defaultYear
}

/** The year that the address names, or none: cases that are open go on over the turn of the year. */
export function useNamedYear(): number | undefined {
  const year = useYear()
  return useAddress()['year'] === undefined ? undefined : year
}

/** True when the role may change records. */
export function mayEdit(me: Me): boolean {
  return me.role === 'officer' || me.role === 'cluster' || me.role === 'school'
}

/** True when the role sees all of the region, whoever keeps it. */
export function seesRegion(me: Me): boolean {
  return me.role === 'officer' || me.role === 'leader'
}

/** True when the page of a unit opens for who is signed in, as the server says; elsewhere its name is no link. */
export function opensUnit({ opens }: Me, code: string): boolean {
  return opens === null || opens.includes(code)
}

/** True when the role works at a desk; who only applies or judges has pages of their own. */
export function worksAtDesk(me: Me): boolean {
  return me.menu.includes('today')
}
