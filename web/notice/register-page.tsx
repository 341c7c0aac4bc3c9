/** @jsxImportSource ../phone/dom */
import type { Problem } from '#contract/common.ts'
import { registerApplicant } from '#contract/public-notice.ts'
import { t } from '../lib/t.ts'
import { live } from '../phone/dom/live.ts'
import { call } from '../phone/lib/api.ts'
import type { Failure } from '../phone/lib/api.ts'
import { cell } from '../phone/lib/cell.ts'
import { uuid } from '../phone/lib/uuid.ts'
import { Field, Form, noTrouble } from '../phone/ui/form.tsx'
import type { Read, Trouble } from '../phone/ui/form.tsx'
import { differing, NewPassword } from '../phone/ui/new-password.tsx'
import { Notice, Page } from '../phone/ui/parts.tsx'
import { askInstance, Region } from '../phone/ui/region.tsx'

/** Registering to apply for something, for who is not on file as a teacher. */
export function RegisterPage(): Node {
  const [made, trouble, instance, key] = [cell(false), noTrouble(), askInstance(), uuid()]
  const send = async (read: Read): Promise<Failure | Problem | null> => {
    const apart = differing(read, 'password')
    if (apart !== null) return apart
    const answer = await call(registerApplicant, {
      body: {
        key,
        region: read('region') || (instance.get()?.regions[0]?.code ?? ''),
        name: read('name'),
        identityNumber: read('identityNumber'),
        phone: read('phone'),
        password: read('password'),
      },
    })
    if (!answer.ok) return answer
    made.set(true)
    return null
  }
  return (
    <Page title={t('社会申请人注册')}>
      {live(made, (done) =>
        done ? (
          Registered()
        ) : (
          <>
            <p class="soft">
              {t(
                '本区域学校和幼儿园的教师不用注册，请用教师账号登录后申请。其他人在这里注册，登录名就是身份证件号。',
              )}
            </p>
            <Form trouble={trouble} send={send} word={t('注册')}>
              <Region of={instance} />
              {fields(trouble)}
              <NewPassword name="password" trouble={trouble} />
            </Form>
            <a class="more" href="/apply">
              {t('已经注册，去登录')}
            </a>
          </>
        ),
      )}
    </Page>
  )
}

function fields(trouble: Trouble): Node {
  return (
    <>
      <Field trouble={trouble} name="name" label={t('姓名')} autocomplete="name" />
      <Field trouble={trouble} name="identityNumber" label={t('身份证件号')} autocomplete="username" />
      <Field trouble={trouble} name="phone" label={t('手机号')} autocomplete="tel" />
    </>
  )
}

function Registered(): Node {
  return (
    <>
      <Notice>{t('注册好了。登录名是您的身份证件号，密码是刚才设的密码。')}</Notice>
      <a class="main" href="/apply">
        {t('去登录并申请')}
      </a>
    </>
  )
}
