/** @jsxImportSource ../dom */
import type { Problem } from '#contract/common.ts'
import { changePassword } from '#contract/session.ts'
import { t } from '../../lib/t.ts'
import { live } from '../dom/live.ts'
import { call } from '../lib/api.ts'
import type { Failure } from '../lib/api.ts'
import { cell } from '../lib/cell.ts'
import { signedIn } from '../lib/session.ts'
import { Field, Form, noTrouble } from '../ui/form.tsx'
import type { Read } from '../ui/form.tsx'
import { differing, NewPassword } from '../ui/new-password.tsx'
import { Notice, Page } from '../ui/parts.tsx'

/** Changing the password; other devices are signed out by it. */
export function PasswordPage(): Node {
  const trouble = noTrouble()
  const done = cell(false)
  const send = async (read: Read): Promise<Failure | Problem | null> => {
    const apart = differing(read, 'new')
    if (apart !== null) return apart
    const answer = await call(changePassword, { body: { old: read('old'), new: read('new') } })
    if (!answer.ok && answer.status === 401) signedIn.set(false)
    done.set(answer.ok)
    return answer.ok ? null : answer
  }
  return (
    <Page title={t('修改密码')} back="/m/mine">
      {live(done, (changed) =>
        changed ? <Notice>{t('密码已修改。其他设备上的登录已经退出。')}</Notice> : null,
      )}
      <Form trouble={trouble} send={send} word={t('修改')}>
        <Field
          trouble={trouble}
          name="old"
          label={t('现在的密码')}
          type="password"
          autocomplete="current-password"
        />
        <NewPassword name="new" trouble={trouble} />
      </Form>
    </Page>
  )
}
