import type { Caller } from '#kernel/call.ts'
import type { Refusal } from '#lib/refusal.ts'

/** What may be done with an account that is there. */
export const ACCOUNT_CHANGES = ['reset', 'disable', 'revoke-role'] as const
export type AccountChange = (typeof ACCOUNT_CHANGES)[number]

const VERBS: Readonly<Record<AccountChange, string>> = {
  reset: '重置',
  disable: '停用',
  'revoke-role': '收回',
}

/**
 * Why an account cannot be changed so by this caller: nobody locks themselves out, and a disabled account stays as
 * it is; null when it can.
 */
export function refusalOf(
  caller: Pick<Caller, 'account'>,
  account: { id: string; disabled: boolean },
  change: AccountChange,
): Refusal | null {
  if (account.id === caller.account) {
    const what = change === 'revoke-role' ? '自己的角色' : '自己的账号'
    return { code: 'own-account', because: `不能${VERBS[change]}${what}，请另一位管理员来办。` }
  }
  return account.disabled ? { code: 'disabled', because: '这个账号已经停用。' } : null
}
