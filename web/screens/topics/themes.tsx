import { useState } from 'react'
import type { TopicBoard, TopicTheme } from '#contract/topic.ts'
import { link } from '../../lib/address.ts'
import { t } from '../../lib/t.ts'
import { Action } from '../../ui/action.tsx'
import { Status } from '../../ui/states.tsx'
import { ThemePanel } from './theme-panel.tsx'

/** The themes that were distilled here; each opens to what it is made of and what can be done with it. */
export function Themes({ id, data }: { id: string; data: TopicBoard }) {
  const [open, setOpen] = useState<string | null>(null)
  const theme = data.themes.find((one) => one.id === open)
  if (data.themes.length === 0) return <p className="quiet">{t('还没有。勾选左边的内容，提炼成主题。')}</p>
  return (
    <>
      {data.themes.map((one) => (
        <ThemeCard key={one.id} id={id} theme={one} onOpen={() => setOpen(one.id)} />
      ))}
      {theme !== undefined && (
        <ThemePanel
          key={theme.id}
          theme={theme}
          others={data.themes.filter((one) => one.id !== theme.id)}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  )
}

function ThemeCard({ id, theme, onOpen }: { id: string; theme: TopicTheme; onOpen: () => void }) {
  return (
    <article className="topic-card" aria-label={theme.title}>
      <header>
        <h3>{theme.title}</h3>
        <Action small onClick={onOpen}>
          {t('查看和调整')}
        </Action>
      </header>
      {theme.statement !== '' && <p>{theme.statement}</p>}
      <p className="topic-from">
        {t('{n} 条归并，来自 {people} 位教师的 {problems} 个问题', {
          n: theme.items.length,
          people: theme.teachers,
          problems: theme.problems,
        })}
      </p>
      <p className="topic-grounds">
        {theme.parent === null ? (
          <Status tone="calm">{t('待上级提炼')}</Status>
        ) : (
          <Status tone="good">{t('已归入“{title}”', { title: theme.parent.title })}</Status>
        )}
        <a href={link(`/topics/${id}/lineage`, { focus: theme.id })}>{t('来龙去脉')}</a>
      </p>
    </article>
  )
}
