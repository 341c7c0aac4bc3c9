import { useState } from 'react'
import { changeTheme, leaveOut } from '#contract/topic.ts'
import type { TopicBoard, TopicProposal } from '#contract/topic.ts'
import { t } from '../../lib/t.ts'
import { useChange, wordsOf } from '../../lib/use-call.ts'
import { Action } from '../../ui/action.tsx'
import { AskBecause } from '../../ui/ask.tsx'
import { Choose } from '../../ui/filters.tsx'
import { Notice } from '../../ui/states.tsx'
import { NewTheme } from './new-theme.tsx'

type Props = {
  id: string
  data: TopicBoard
  chosen: ReadonlySet<string>
  /** The proposal that the choice came from. */
  proposal: TopicProposal | null
  whyNot: string | undefined
  onDone: () => void
}

/** What can be done with the ticked ones: a new theme, into one that is there, or left out. */
export function ChosenBar({ id, data, chosen, proposal, whyNot, onDone }: Props) {
  const [doing, setDoing] = useState<'theme' | 'leave' | null>(null)
  const none = chosen.size === 0 ? t('请先勾选') : undefined
  const done = () => {
    setDoing(null)
    onDone()
  }
  return (
    <div className="topic-bar" role="region" aria-label={t('处理所选')}>
      <strong>{t('已选 {n} 条', { n: chosen.size })}</strong>
      <Action primary onClick={() => setDoing('theme')} whyNot={whyNot ?? none}>
        {t('提炼成主题')}
      </Action>
      {whyNot === undefined && chosen.size > 0 && data.themes.length > 0 && (
        <AddTo data={data} chosen={chosen} onDone={done} />
      )}
      <Action onClick={() => setDoing('leave')} whyNot={whyNot ?? none}>
        {t('暂不采用')}
      </Action>
      {doing === 'theme' && (
        <NewTheme
          id={id}
          data={data}
          items={data.open.filter((item) => chosen.has(item.id))}
          proposal={proposal}
          onClose={() => setDoing(null)}
          onDone={done}
        />
      )}
      <LeaveOut
        id={id}
        data={data}
        chosen={chosen}
        open={doing === 'leave'}
        onClose={() => setDoing(null)}
        onDone={done}
      />
    </div>
  )
}

function AddTo({ data, chosen, onDone }: Pick<Props, 'data' | 'chosen' | 'onDone'>) {
  const change = useChange(changeTheme)
  const add = (theme: string) =>
    change.mutate(
      { params: { id: theme }, body: { act: 'add', key: crypto.randomUUID(), items: [...chosen] } },
      { onSuccess: onDone },
    )
  return (
    <>
      <Choose
        label={t('归入已有主题')}
        value=""
        all={t('归入已有主题…')}
        choices={data.themes.map((theme) => ({ value: theme.id, label: theme.title }))}
        onChoose={(theme) => theme !== '' && add(theme)}
      />
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
    </>
  )
}

type LeaveProps = Pick<Props, 'id' | 'data' | 'chosen' | 'onDone'> & { open: boolean; onClose: () => void }

function LeaveOut({ id, data, chosen, open, onClose, onDone }: LeaveProps) {
  const change = useChange(leaveOut)
  const { level, unit, subject } = data.place
  const leave = (because: string) =>
    change.mutate(
      {
        params: { id },
        body: {
          act: 'leave',
          key: crypto.randomUUID(),
          level,
          unit: unit.code,
          subject: subject ?? undefined,
          items: [...chosen],
          because,
        },
      },
      { onSuccess: onDone },
    )
  return (
    <AskBecause
      title={t('暂不采用 {n} 条', { n: chosen.size })}
      open={open}
      yes={t('暂不采用')}
      no={t('取消')}
      busy={change.isPending}
      label={t('原因')}
      hint={t('写明原因，提出的教师和上级都能看到')}
      onYes={leave}
      onNo={onClose}
    >
      <p>{t('这几条不归入主题，留在“暂不采用”里，以后可以重新采用。')}</p>
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
    </AskBecause>
  )
}
