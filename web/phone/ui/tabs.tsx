/** @jsxImportSource ../dom */
import { t } from '../../lib/t.ts'
import { Icon } from './icon.tsx'
import type { Drawing } from './icon.tsx'
import { Go } from './parts.tsx'

/** The bar at the bottom: three tabs, and the round button for checking in. */
export function Tabs(props: { path: string }): Node {
  const tab = (to: string, word: string, icon: Drawing, round?: 'round'): Node => (
    <Go to={to} class={round} current={props.path === to}>
      <Icon of={icon} />
      <span>{word}</span>
    </Go>
  )
  return (
    <nav class="tabs" aria-label={t('主要页面')}>
      {tab('/m', t('今日'), 'today')}
      {tab('/m/credits', t('学分'), 'credits')}
      {tab('/m/scan', t('签到'), 'scan', 'round')}
      {tab('/m/mine', t('我的'), 'mine')}
    </nav>
  )
}
