import { useState } from 'react'
import { changeTheme } from '#contract/topic.ts'
import type { ThemeChange, TopicTheme } from '#contract/topic.ts'
import { whyNot } from '../../lib/abilities.ts'
import { moment } from '../../lib/format.ts'
import { t } from '../../lib/t.ts'
import { useChange, wordsOf } from '../../lib/use-call.ts'
import { Action } from '../../ui/action.tsx'
import { AskBecause } from '../../ui/ask.tsx'
import { LinesField, TextField } from '../../ui/field.tsx'
import { Choose } from '../../ui/filters.tsx'
import { SidePanel } from '../../ui/side-panel.tsx'
import { Notice } from '../../ui/states.tsx'
import { Item } from './item.tsx'

type Props = { theme: TopicTheme; others: readonly TopicTheme[]; onClose: () => void }
type Asking = 'remove' | 'split' | 'dissolve' | null

/** A theme with what it is made of: reword it, take out, split, merge, dissolve. */
export function ThemePanel({ theme, others, onClose }: Props) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [asking, setAsking] = useState<Asking>(null)
  const change = useChange(changeTheme)
  const run = (body: ThemeChange) =>
    change.mutate(
      { params: { id: theme.id }, body },
      {
        onSuccess: () => {
          setAsking(null)
          setChosen(new Set())
          if (body.act !== 'reword') onClose()
        },
      },
    )
  const tick = (id: string) => {
    const next = new Set(chosen)
    if (!next.delete(id)) next.add(id)
    setChosen(next)
  }
  const none = chosen.size === 0 ? t('请先勾选要移出的') : undefined
  return (
    <SidePanel title={theme.title} open onClose={onClose} wide>
      <Wording theme={theme} busy={change.isPending} onSave={run} />
      <h3>{t('由这 {n} 条归并而来', { n: theme.items.length })}</h3>
      <p className="topic-from">
        {t('{who} {when} 提炼', { who: theme.madeBy, when: moment(theme.madeAt) })}
        {theme.restsOn.length > 0 && ` · ${t('当时的依据：{words}', { words: theme.restsOn.join('、') })}`}
      </p>
      <ul className="topic-items">
        {theme.items.map((item) => (
          <Item key={item.id} item={item} chosen={chosen.has(item.id)} onTick={() => tick(item.id)} />
        ))}
      </ul>
      <div className="topic-bar still">
        <Action onClick={() => setAsking('remove')} whyNot={whyNot(theme.actions, 'remove') ?? none}>
          {t('移出所选')}
        </Action>
        <Action onClick={() => setAsking('split')} whyNot={whyNot(theme.actions, 'split') ?? none}>
          {t('拆成新主题')}
        </Action>
        {whyNot(theme.actions, 'merge') === undefined && others.length > 0 && (
          <Choose
            label={t('并入另一个主题')}
            value=""
            all={t('把另一个主题并进来…')}
            choices={others.map((one) => ({ value: one.id, label: one.title }))}
            onChoose={(other) =>
              other !== '' &&
              run({ act: 'merge', key: crypto.randomUUID(), themes: [other], because: t('说的是一回事') })
            }
          />
        )}
        <Action danger onClick={() => setAsking('dissolve')} whyNot={whyNot(theme.actions, 'dissolve')}>
          {t('撤销主题')}
        </Action>
      </div>
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
      <Asks
        theme={theme}
        chosen={chosen}
        asking={asking}
        busy={change.isPending}
        onRun={run}
        onNo={() => setAsking(null)}
      />
    </SidePanel>
  )
}

function Wording({
  theme,
  busy,
  onSave,
}: {
  theme: TopicTheme
  busy: boolean
  onSave: (body: ThemeChange) => void
}) {
  const [title, setTitle] = useState(theme.title)
  const [statement, setStatement] = useState(theme.statement)
  const same = title.trim() === theme.title && statement.trim() === theme.statement
  const problem = title.trim().length < 4 ? t('主题表述至少 4 个字') : same ? t('表述没有改动') : undefined
  return (
    <>
      <TextField label={t('主题表述')} value={title} onText={setTitle} maxLength={60} />
      <LinesField label={t('说明')} value={statement} onText={setStatement} rows={3} />
      <Action
        busy={busy}
        whyNot={whyNot(theme.actions, 'reword') ?? problem}
        onClick={() =>
          onSave({
            act: 'reword',
            key: crypto.randomUUID(),
            title: title.trim(),
            statement: statement.trim(),
          })
        }
      >
        {t('保存表述')}
      </Action>
    </>
  )
}

type AsksProps = {
  theme: TopicTheme
  chosen: ReadonlySet<string>
  asking: Asking
  busy: boolean
  onRun: (body: ThemeChange) => void
  onNo: () => void
}

function Asks({ theme, chosen, asking, busy, onRun, onNo }: AsksProps) {
  const [title, setTitle] = useState('')
  const key = crypto.randomUUID()
  const items = [...chosen]
  const common = { no: t('取消'), busy, label: t('原因'), hint: t('至少两个字'), onNo }
  return (
    <>
      <AskBecause
        {...common}
        title={t('移出 {n} 条', { n: items.length })}
        open={asking === 'remove'}
        yes={t('移出')}
        onYes={(because) => onRun({ act: 'remove', key, items, because })}
      >
        <p>{t('移出后回到待提炼，可以归入别的主题。')}</p>
      </AskBecause>
      <AskBecause
        {...common}
        title={t('拆出 {n} 条成新主题', { n: items.length })}
        open={asking === 'split'}
        yes={t('拆出')}
        onYes={(because) => onRun({ act: 'split', key, items, title: title.trim(), statement: '', because })}
      >
        <TextField
          label={t('新主题的表述')}
          hint={t('4 至 60 字')}
          value={title}
          onText={setTitle}
          maxLength={60}
        />
      </AskBecause>
      <AskBecause
        {...common}
        title={t('撤销“{title}”', { title: theme.title })}
        open={asking === 'dissolve'}
        yes={t('撤销')}
        danger
        onYes={(because) => onRun({ act: 'dissolve', key, because })}
      >
        <p>{t('{n} 条内容回到待提炼；主题和它的表述留在记录里。', { n: theme.items.length })}</p>
      </AskBecause>
    </>
  )
}
