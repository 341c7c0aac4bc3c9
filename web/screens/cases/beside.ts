import type { SignedIn } from '#contract/session.ts'
import { worksAtDesk } from '../../lib/session.ts'

type Beside = { path: string; title: string; desk: boolean }

/** Pages made by hand that belong to the work of one system. */
const PAGES: Readonly<Record<string, readonly Beside[] | undefined>> = {
  qualification: [
    { path: '/needs', title: '补训需求', desk: false },
    { path: '/people/certificates', title: '持证跟踪', desk: true },
  ],
}

/** The pages beside a system's cases that somebody may open. */
export function beside(system: string, me: SignedIn): readonly Beside[] {
  return (PAGES[system] ?? []).filter(({ desk }) => !desk || worksAtDesk(me))
}
