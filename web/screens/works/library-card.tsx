import { useState } from 'react'
import { rateWork, withdrawWork } from '#contract/library.ts'
import { whyNot } from '../../lib/abilities.ts'
import { number } from '../../lib/format.ts'
import { useMe } from '../../lib/session.ts'
import { t } from '../../lib/t.ts'
import { useChange, wordsOf } from '../../lib/use-call.ts'
import { Action } from '../../ui/action.tsx'
import { TextField } from '../../ui/field.tsx'
import { Segments } from '../../ui/filters.tsx'
import { Notice } from '../../ui/states.tsx'
import type { WorkData } from './work.tsx'

/** What the library says of a work: how often it was taken, how it is rated, and one's own stars. */
export function LibraryCard({ data }: { data: WorkData }) {
  const me = useMe()
  const rate = useChange(rateWork)
  const { library, work } = data
  if (library === null) return null
  const stars =
    library.stars === null
      ? t('还没有人评分')
      : t('{stars} 星（{n} 人评分）', { stars: library.stars.toFixed(1), n: number(library.raters) })
  return (
    <div className="library-card">
      <p>
        {t('资源库收入第 {v} 稿', { v: number(library.version) })} ·{' '}
        {t('下载 {n} 次', { n: number(library.downloads) })} · {stars}
      </p>
      <Segments
        label={t('我的评分')}
        value={String(library.own ?? '')}
        choices={[1, 2, 3, 4, 5].map((n) => ({ value: String(n), label: t('{n} 星', { n: number(n) }) }))}
        onChoose={(value) => rate.mutate({ params: { id: work.id }, body: { stars: Number(value) } })}
      />
      {me.role === 'officer' && <Withdraw data={data} />}
      {rate.isError && <Notice tone="late">{wordsOf(rate.error)}</Notice>}
    </div>
  )
}

function Withdraw({ data }: { data: WorkData }) {
  const [because, setBecause] = useState<string | null>(null)
  const change = useChange(withdrawWork)
  if (because === null) {
    return (
      <Action small onClick={() => setBecause('')} whyNot={whyNot(data.actions, 'withdraw')}>
        {t('从资源库撤下')}
      </Action>
    )
  }
  const send = () =>
    change.mutate({ params: { id: data.work.id }, body: { key: crypto.randomUUID(), because } })
  return (
    <>
      <TextField
        label={t('撤下的原因')}
        hint={t('作者看得到；撤下后别的学校查不到它')}
        value={because}
        onText={setBecause}
      />
      <Action
        danger
        busy={change.isPending}
        onClick={send}
        whyNot={because.trim().length < 2 ? t('请写明原因。') : undefined}
      >
        {t('撤下')}
      </Action>
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
    </>
  )
}
