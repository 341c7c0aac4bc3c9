import { noticeRoles, noticeTitles } from '#contract/notice-audience.ts'
import { ACCOUNT_ROLES } from '#contract/vocabulary.ts'
import { useMe } from '../../lib/session.ts'
import { t } from '../../lib/t.ts'
import { useCall } from '../../lib/use-call.ts'
import { useUnitChoices } from '../../lib/use-units.ts'
import { ChoiceField, TextField, TickField } from '../../ui/field.tsx'
import type { NoticeForm } from './notice-form.ts'
import { PastedList } from './pasted-list.tsx'

type Props = { form: NoticeForm; set: (part: Partial<NoticeForm>) => void }

const KINDS = [
  ['roles', '按角色和单位'],
  ['list', '粘贴的名单'],
  ['title', '持有某个称号的教师'],
  ['short', '学分没有达标的教师'],
] as const

/** To whom a notice goes. */
export function NoticeTo({ form, set }: Props) {
  return (
    <>
      <ChoiceField
        label={t('发给')}
        value={form.to}
        choices={KINDS.map(([value, label]) => ({ value, label: t(label) }))}
        onChoose={(to) => set({ to: KINDS.find(([one]) => one === to)?.[0] ?? 'roles' })}
      />
      {form.to === 'roles' && <Roles form={form} set={set} />}
      {form.to === 'list' && <PastedList form={form} set={set} />}
      {form.to === 'title' && <Holders form={form} set={set} />}
      {form.to === 'short' && (
        <TextField
          label={t('学分类别')}
          hint={t('不填是缺任何一类的')}
          value={form.category}
          onText={(category) => set({ category })}
        />
      )}
      {(form.to === 'roles' || form.to === 'short') && <Within form={form} set={set} />}
    </>
  )
}

function Roles({ form, set }: Props) {
  const me = useMe()
  const roles = noticeRoles.filter((role) => me.role === 'officer' || role === 'teacher' || role === 'school')
  return (
    <fieldset className="field">
      <legend>{t('角色')}</legend>
      {roles.map((role) => (
        <TickField
          key={role}
          label={t(ACCOUNT_ROLES[role])}
          checked={form.roles.includes(role)}
          onTick={(on) =>
            set({ roles: on ? [...form.roles, role] : form.roles.filter((one) => one !== role) })
          }
        />
      ))}
    </fieldset>
  )
}

function Within({ form, set }: Props) {
  const units = useUnitChoices(['region', 'cluster', 'school'])
  return (
    <ChoiceField
      label={t('单位')}
      hint={t('包括它的下级')}
      value={form.unit}
      choices={[{ value: '', label: t('我的全部范围') }, ...units]}
      onChoose={(unit) => set({ unit })}
    />
  )
}

function Holders({ form, set }: Props) {
  const { data } = useCall(noticeTitles, {})
  const titles = data?.titles ?? []
  return (
    <ChoiceField
      label={t('称号')}
      hint={t('发给今天仍在任期内的人')}
      value={form.holders}
      choices={[
        {
          value: '',
          label: data !== undefined && titles.length === 0 ? t('还没有人持有称号') : t('请选择称号'),
        },
        ...titles.map(({ title, people }) => ({
          value: title,
          label: t('{title}（{n} 人）', { title: t(title), n: people }),
        })),
      ]}
      onChoose={(holders) => set({ holders })}
    />
  )
}
