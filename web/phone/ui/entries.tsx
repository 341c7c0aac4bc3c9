/** @jsxImportSource ../dom */
import { t } from '../../lib/t.ts'
import { live } from '../dom/live.ts'
import { cell } from '../lib/cell.ts'
import type { CreditEntry } from '../lib/shapes.ts'
import { dayWords } from '../lib/time.ts'
import { Button, Notice } from './parts.tsx'
import { amountWords } from './standing.tsx'

/** So many at once keep an old phone quick. */
const BATCH = 20

/** Entries of the ledger, newest first, a batch at a time. */
export function Entries(props: { entries: CreditEntry[] }): Node {
  const { entries } = props
  if (entries.length === 0) {
    return <Notice>{t('这一年还没有学分记录。参加的活动结束并认定后，学分会出现在这里。')}</Notice>
  }
  const newest = [...entries]
  newest.sort((a, b) => b.seq - a.seq)
  const shown = cell(BATCH)
  return live(shown, (count) => [
    <ul>{newest.slice(0, count).map(entryOf)}</ul>,
    count >= newest.length ? null : (
      <Button
        id="more"
        class="more"
        word={t('再看 {count} 笔', { count: Math.min(BATCH, newest.length - count) })}
        press={() => shown.set(count + BATCH)}
      />
    ),
  ])
}

function entryOf(of: CreditEntry): Node {
  const reversal = of.kind === 'reversal'
  const facts = [of.category, dayWords(Date.parse(of.postedAt)), reversal ? t('冲正') : t('记入')]
  return (
    <li class="card">
      <div class="row">
        <strong>{of.source}</strong>
        <b
          class={of.amount < 0 ? 'late' : undefined}
        >{`${of.amount > 0 ? '+' : ''}${amountWords(of.amount)}`}</b>
      </div>
      {of.sourceDetail === '' ? null : <p class="soft">{of.sourceDetail}</p>}
      <p class="soft">{facts.join(' · ')}</p>
      {reversal ? <p>{t('原因：{because}', { because: of.because })}</p> : null}
    </li>
  )
}
