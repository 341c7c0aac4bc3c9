/** @jsxImportSource ../dom */
import type { Problem } from '#contract/common.ts'
import { activate } from '#contract/session.ts'
import { t } from '../../lib/t.ts'
import { call } from '../lib/api.ts'
import type { Failure } from '../lib/api.ts'
import { go } from '../lib/router.ts'
import { welcome } from '../lib/session.ts'
import { Field, Form, noTrouble } from '../ui/form.tsx'
import type { Read } from '../ui/form.tsx'
import { differing, NewPassword } from '../ui/new-password.tsx'
import { Page } from '../ui/parts.tsx'
import { askInstance, Region } from '../ui/region.tsx'

async function send(read: Read): Promise<Failure | Problem | null> {
  const apart = differing(read, 'password')
  if (apart !== null) return apart
  const body = {
    login: read('login'),
    activationCode: read('activationCode'),
    password: read('password'),
    region: read('region') || undefined,
    stay: true,
  }
  const answer = await call(activate, { body })
  if (!answer.ok) return answer
  welcome(answer.value)
  go('/m', true)
  return null
}

/** First use: the code on the slip of paper that the school handed out, and a password of one's own. */
export function ActivatePage(): Node {
  const trouble = noTrouble()
  return (
    <Page title={t('第一次使用')} back="/m">
      <p class="soft">{t('激活码在学校发的纸条上，只能用一次。丢了请找学校管理员重发。')}</p>
      <Form trouble={trouble} send={send} word={t('设置密码并登录')}>
        <Region of={askInstance()} />
        <Field
          trouble={trouble}
          name="login"
          label={t('登录名（身份证件号或手机号）')}
          autocomplete="username"
        />
        <Field trouble={trouble} name="activationCode" label={t('激活码')} autocomplete="off" />
        <NewPassword name="password" trouble={trouble} />
      </Form>
    </Page>
  )
}
