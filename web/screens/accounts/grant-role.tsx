import { useState } from 'react'
import { roles, type Role } from '#contract/route.ts'
import { grantRole } from '#contract/session.ts'
import { ACCOUNT_ROLES } from '#contract/vocabulary.ts'
import { t } from '../../lib/t.ts'
import { useChange, wordsOf } from '../../lib/use-call.ts'
import { useUnitChoices } from '../../lib/use-units.ts'
import { ChoiceField, TextField } from '../../ui/field.tsx'
import { FormPanel } from '../../ui/form-panel.tsx'
import { Notice } from '../../ui/states.tsx'
import { PeoplePicker } from '../activity/people-picker.tsx'
import type { Picked } from '../activity/people-picker.tsx'

/** The roles that an officer hands out; applicants from outside register by themselves. */
const HANDED_OUT = roles.filter((role) => role !== 'applicant')

/** A new account, or another role for one that is there; gives the one-time code to hand over. */
export function GrantRole({ onClose }: { onClose: () => void }) {
  const [role, setRole] = useState<Role>('school')
  const [login, setLogin] = useState('')
  const [name, setName] = useState('')
  const [unit, setUnit] = useState('')
  const [person, setPerson] = useState<Picked[]>([])
  const change = useChange(grantRole)
  const needsUnit = role === 'cluster' || role === 'school'
  const units = useUnitChoices([role === 'cluster' ? 'cluster' : 'school'])
  const grant = () =>
    change.mutate({
      body: {
        login: login.trim(),
        name: name.trim(),
        role,
        unit: needsUnit ? unit : null,
        personId: role === 'teacher' ? (person[0]?.id ?? null) : null,
      },
    })
  return (
    <FormPanel
      title={t('新建账号或加角色')}
      onClose={onClose}
      word={t('确定')}
      busy={change.isPending}
      whyNot={problem({ role, login, name, unit, person: person.length })}
      onSave={grant}
    >
      {change.isSuccess && <Handed login={change.data.login} code={change.data.activationCode} />}
      <ChoiceField
        label={t('角色')}
        value={role}
        choices={HANDED_OUT.map((one) => ({ value: one, label: t(ACCOUNT_ROLES[one]) }))}
        onChoose={(next) => setRole(HANDED_OUT.find((one) => one === next) ?? 'school')}
      />
      {needsUnit && (
        <ChoiceField
          label={t('单位')}
          value={unit}
          choices={[{ value: '', label: t('请选择') }, ...units]}
          onChoose={setUnit}
        />
      )}
      {role === 'teacher' && <PeoplePicker picked={person} onPick={(next) => setPerson(next.slice(-1))} />}
      <TextField
        label={t('账号')}
        hint={t('登录用，至少 2 个字符；已有的账号会加上这个角色')}
        value={login}
        onText={setLogin}
        autoComplete="off"
      />
      <TextField label={t('姓名')} value={name} onText={setName} autoComplete="off" />
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
    </FormPanel>
  )
}

type Typed = { role: Role; login: string; name: string; unit: string; person: number }

function problem({ role, login, name, unit, person }: Typed): string | undefined {
  if ((role === 'cluster' || role === 'school') && unit === '') return t('请选择单位')
  if (role === 'teacher' && person === 0) return t('请查找并选定教师')
  if (login.trim().length < 2) return t('请填写账号，至少 2 个字符')
  return name.trim().length < 2 ? t('请填写姓名') : undefined
}

/** The code is shown once; it goes to its owner on paper. */
function Handed({ login, code }: { login: string; code: string | null }) {
  if (code === null) return <Notice tone="good">{t('已给账号 {login} 加上角色。', { login })}</Notice>
  return (
    <Notice tone="good">
      {t('账号 {login} 的一次性激活码（只显示这一次，请抄给本人）：', { login })}{' '}
      <strong className="num code">{code}</strong>
    </Notice>
  )
}
