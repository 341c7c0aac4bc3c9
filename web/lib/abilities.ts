import type { Action } from '#contract/common.ts'
import { t } from './t.ts'

/** Why an action cannot be taken now, in the server's words; undefined when it can. */
export function whyNot(actions: readonly Action[], id: string): string | undefined {
  const found = actions.find((action) => action.id === id)
  if (found === undefined) return t('您的角色不办这件事。')
  return found.enabled ? undefined : t(found.whyNot ?? '现在不能办。')
}

/** True when the action is one that this role knows at all. */
export function offers(actions: readonly Action[], id: string): boolean {
  return actions.some((action) => action.id === id)
}
