/** @jsxImportSource ../dom */
import type { Problem } from '#contract/common.ts'
import { t } from '../../lib/t.ts'
import { Field } from './form.tsx'
import type { Read, Trouble } from './form.tsx'

/** A new password, typed twice. The server says what a password must be. */
export function NewPassword(props: { name: string; trouble: Trouble }): Node {
  const { trouble } = props
  const more = { trouble, type: 'password', autocomplete: 'new-password' } as const
  return (
    <>
      <Field name={props.name} label={t('新密码（至少 10 个字符）')} {...more} />
      <Field name="repeat" label={t('再输入一次')} {...more} />
    </>
  )
}

/** The refusal when the two don't agree; null when they do. `name` is the first one's. */
export function differing(read: Read, name: string): Problem | null {
  if (read(name) === read('repeat')) return null
  return { code: 'passwords-differ', because: t('两次输入的密码不一样，请重新输入。'), field: name }
}
