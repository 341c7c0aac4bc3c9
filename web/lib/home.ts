import type { Me } from '#contract/session.ts'
import { worksAtDesk } from './session.ts'

/**
 * Pages of those who have no desk: their own applications, what they judge, what they are appraised in, what waits for them
 * and is told to them, their account.
 */
const WITHOUT_DESK =
  /^\/(apply|judgings|me|needs|todo|(cases|circulars|appraisal-targets)\/[^/]+|case-documents\/case\/[^/]+\/[^/]+|notices(\/[^/]+)?)\/?$/

/** Where somebody begins: at the desk with today, a teacher with the phone's pages, who only applies with the applications. */
export function homeOf(me: Me): string {
  if (worksAtDesk(me)) return '/'
  return me.role === 'teacher' ? '/m' : '/apply'
}

/** Where somebody without a desk is sent from a page of the desk; null stays. */
export function elsewhereOf(me: Me, path: string): string | null {
  return worksAtDesk(me) || WITHOUT_DESK.test(path) ? null : homeOf(me)
}
