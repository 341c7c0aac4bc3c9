import type { Action } from '#contract/common.ts'

/** An action as a page shows it: enabled, or with the reason why not. */
export function actionOf(id: string, whyNot: string | null): Action {
  return whyNot === null ? { id, enabled: true } : { id, enabled: false, whyNot }
}
