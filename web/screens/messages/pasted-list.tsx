import { findAddressees } from '#contract/notice-audience.ts'
import { t } from '../../lib/t.ts'
import { useChange, wordsOf } from '../../lib/use-call.ts'
import { Action } from '../../ui/action.tsx'
import { LinesField } from '../../ui/field.tsx'
import { Notice } from '../../ui/states.tsx'
import type { NoticeForm } from './notice-form.ts'

/** So many names are shown; of more the number is enough. */
const SHOWN = 30

/** A list from a sheet: who is found on file, and each line that is not. */
export function PastedList({ form, set }: { form: NoticeForm; set: (part: Partial<NoticeForm>) => void }) {
  const change = useChange(findAddressees, { refresh: false })
  const lines = form.pasted.split('\n').filter((line) => line.trim() !== '')
  const look = () =>
    change.mutate({ body: { lines } }, { onSuccess: ({ found }) => set({ listed: [...found] }) })
  const type = (pasted: string) => {
    change.reset()
    set({ pasted, listed: [] })
  }
  const refused = change.data?.refused ?? []
  return (
    <div className="pasted-list">
      <LinesField
        label={t('名单')}
        hint={t('每行一人：姓名，或身份证件号；同名的在后面写上学校。可从 Excel 整行复制')}
        value={form.pasted}
        onText={type}
        rows={6}
      />
      <Action
        busy={change.isPending}
        onClick={look}
        whyNot={lines.length === 0 ? t('请先粘贴名单') : undefined}
      >
        {t('核对名单')}
      </Action>
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
      {form.listed.length > 0 && (
        <Notice tone="good">
          {t('找到 {n} 人：', { n: form.listed.length })}
          {form.listed
            .slice(0, SHOWN)
            .map(({ name, unit }) => `${name}（${unit}）`)
            .join('、')}
          {form.listed.length > SHOWN && t('等')}
        </Notice>
      )}
      {refused.length > 0 && (
        <Notice tone="warn">
          {t('{n} 行没有找到，不会收到；改正后再核对一次：', { n: refused.length })}
          <ul>
            {refused.map(({ line, because }, at) => (
              <li key={`${at} ${line}`}>
                <strong>{line}</strong>：{t(because)}
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </div>
  )
}
