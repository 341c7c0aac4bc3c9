/** @jsxImportSource ../dom */
import { signOut } from '#contract/session.ts'
import { t } from '../../lib/t.ts'
import { live } from '../dom/live.ts'
import { call } from '../lib/api.ts'
import { cell } from '../lib/cell.ts'
import { sendable } from '../lib/check-in.ts'
import { go } from '../lib/router.ts'
import { account, farewell } from '../lib/session.ts'
import { Button, Notice } from './parts.tsx'

/** The way out; asks once more while check-ins wait to be uploaded. */
export function SignOut(): Node {
  const warning = cell<string | null>(null)
  const leave = async (): Promise<void> => {
    const count = sendable(account.get()?.login ?? null).length
    if (count > 0 && warning.get() === null) {
      const words = t('还有 {count} 条签到没有上传。退出后它们仍在手机里，您下次在本机登录时上传。', {
        count,
      })
      return warning.set(words)
    }
    const answer = await call(signOut, {})
    if (!answer.ok && answer.status !== 401) return warning.set(answer.problem.because)
    farewell()
    go('/m', true)
  }
  return live(warning, (words) => [
    words === null ? null : <Notice bad>{words}</Notice>,
    <Button
      id="leave"
      class="wide"
      word={words === null ? t('退出登录') : t('仍然退出')}
      press={() => void leave()}
    />,
  ])
}
