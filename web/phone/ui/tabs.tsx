/** @jsxImportSource ../dom */
import { t } from '../../lib/t.ts'
import { Go } from './parts.tsx'

/** The bar at the bottom: three tabs, and the round button for checking in. */
export function Tabs(props: { path: string }): Node {
  const tab = (to: string, word: string, draw: string, round?: 'round'): Node => (
    <Go to={to} class={round} current={props.path === to}>
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <path d={draw} />
      </svg>
      <span>{word}</span>
    </Go>
  )
  return (
    <nav class="tabs" aria-label={t('主要页面')}>
      {tab('/m', t('今日'), 'M4 6h16v14H4zM4 10h16M8 3v4M16 3v4')}
      {tab('/m/credits', t('学分'), 'M5 20v-6M12 20V9M19 20V4')}
      {tab('/m/scan', t('签到'), 'M4 8V4h4M16 4h4v4M20 16v4h-4M8 20H4v-4M4 12h16', 'round')}
      {tab('/m/mine', t('我的'), 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 21c0-4 4-6 8-6s8 2 8 6')}
    </nav>
  )
}
