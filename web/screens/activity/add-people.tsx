import { useState } from 'react'
import { changeRoster, participationRoles } from '#contract/activity.ts'
import { ROLES } from '#contract/vocabulary.ts'
import { useDraft } from '../../lib/draft.ts'
import { t } from '../../lib/t.ts'
import { useChange, wordsOf } from '../../lib/use-call.ts'
import { ChoiceField, LinesField } from '../../ui/field.tsx'
import { FormPanel } from '../../ui/form-panel.tsx'
import { Notice } from '../../ui/states.tsx'
import { pastedNumbers } from './pasted-numbers.ts'
import { PeoplePicker } from './people-picker.tsx'
import type { Picked } from './people-picker.tsx'

type Role = (typeof participationRoles)[number]
type Draft = { key: string; role: Role; pasted: string; picked: Picked[] }

/** Adds people to the list: searched for by name, or pasted as identity numbers from Excel. */
export function AddPeople({ activity, onClose }: { activity: string; onClose: () => void }) {
  const blank: Draft = { key: crypto.randomUUID(), role: 'trainee', pasted: '', picked: [] }
  const [draft, setDraft, forget] = useDraft<Draft>(`roster.${activity}`, blank)
  const set = (change: Partial<Draft>) => setDraft({ ...draft, ...change, key: crypto.randomUUID() })
  const [reply, setReply] = useState<Reply | null>(null)
  const change = useChange(changeRoster)
  const numbers = pastedNumbers(draft.pasted)
  const count = numbers.length + draft.picked.length
  const add = [
    ...draft.picked.map((one) => ({ personId: one.id, role: draft.role })),
    ...numbers.map((identityNumber) => ({ identityNumber, role: draft.role })),
  ]
  const save = () =>
    change.mutate(
      { params: { id: activity }, body: { key: draft.key, add, remove: [] } },
      {
        onSuccess: (answer) => {
          forget()
          setReply(answer)
          if (answer.refused.length === 0) onClose()
        },
      },
    )
  return (
    <FormPanel
      title={t('加入名单')}
      onClose={onClose}
      word={count === 0 ? t('加入名单') : t('加入 {n} 人', { n: count })}
      busy={change.isPending}
      whyNot={count === 0 ? t('请查找教师，或粘贴身份证件号') : undefined}
      onSave={save}
    >
      {reply !== null && <Outcome reply={reply} />}
      <ChoiceField
        label={t('角色')}
        value={draft.role}
        choices={participationRoles.map((role) => ({ value: role, label: t(ROLES[role]) }))}
        onChoose={(role) => set({ role: participationRoles.find((one) => one === role) ?? 'trainee' })}
      />
      <PeoplePicker picked={draft.picked} onPick={(picked) => set({ picked })} />
      <LinesField
        label={t('粘贴身份证件号')}
        hint={t('每行一个，可从 Excel 整列复制；行里的其他内容不管。')}
        value={draft.pasted}
        onText={(pasted) => set({ pasted })}
        rows={8}
      />
      {numbers.length > 0 && <p className="quiet">{t('认出 {n} 个身份证件号', { n: numbers.length })}</p>}
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
    </FormPanel>
  )
}

type Reply = { added: number; removed: number; refused: { who: string; because: string }[] }

function Outcome({ reply }: { reply: Reply }) {
  return (
    <>
      <Notice tone={reply.added > 0 ? 'good' : 'calm'}>{t('加入了 {n} 人。', { n: reply.added })}</Notice>
      {reply.refused.length > 0 && (
        <Notice tone="warn">
          {t('{n} 人没有加入：', { n: reply.refused.length })}
          <ul>
            {reply.refused.map((one) => (
              <li key={one.who}>
                {one.who}：{t(one.because)}
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </>
  )
}
