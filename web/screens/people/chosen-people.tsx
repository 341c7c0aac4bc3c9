import { useState } from 'react'
import type { PersonRow } from '#contract/people.ts'
import { number } from '../../lib/format.ts'
import { t } from '../../lib/t.ts'
import { wordsOf } from '../../lib/use-call.ts'
import { Action } from '../../ui/action.tsx'
import { Ask } from '../../ui/ask.tsx'
import { Notice } from '../../ui/states.tsx'
import { SelectionBar } from '../../ui/table/use-selection.tsx'
import { useCodes } from '../accounts/use-codes.ts'
import { NotifyThese } from '../messages/notify-these.tsx'

/** So many names are said; of more the number is enough. */
const NAMED = 5

type Props = { people: readonly PersonRow[]; onClear: () => void }

/** What an office does with several teachers at once: hands them codes to start their accounts with, or tells them something. */
export function ChosenPeople({ people, onClear }: Props) {
  const [asking, setAsking] = useState(false)
  const make = useCodes()
  if (people.length === 0) return null
  const close = () => {
    setAsking(false)
    make.reset()
  }
  const n = number(people.length)
  const names = people.slice(0, NAMED).map((person) => person.name)
  return (
    <SelectionBar words={t('已选 {n} 人', { n })} clearWord={t('取消选择')} onClear={onClear}>
      <Action small onClick={() => setAsking(true)}>
        {t('发激活码')}
      </Action>
      <NotifyThese
        small
        chosen={{
          words: t('已选的 {n} 人：{names}', { n, names: names.join('、') }),
          audience: { to: 'people', people: people.map((one) => one.id) },
        }}
      />
      <Ask
        title={t('发激活码')}
        open={asking}
        yes={make.isSuccess ? t('知道了') : t('生成并下载')}
        no={t('关闭')}
        busy={make.isPending}
        onYes={() => (make.isSuccess ? close() : make.mutate({ people: people.map((one) => one.id) }))}
        onNo={close}
      >
        <p className="prose">
          {t(
            '为{names}等 {n} 人中尚未启用账号的各生成一个一次性激活码，下载为 Excel，打印后裁开分发。以前发过而未用的激活码随即作废。',
            { names: names.join('、'), n },
          )}
        </p>
        {make.isError && <Notice tone="late">{wordsOf(make.error)}</Notice>}
        {make.isSuccess && <Notice tone="good">{t('已生成并下载。')}</Notice>}
      </Ask>
    </SelectionBar>
  )
}
