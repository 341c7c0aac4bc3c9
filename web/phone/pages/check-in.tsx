/** @jsxImportSource ../dom */
import { t } from '../../lib/t.ts'
import { live, onLeave } from '../dom/live.ts'
import { cell } from '../lib/cell.ts'
import { dismiss, results, submit, take } from '../lib/check-in.ts'
import type { Result } from '../lib/check-in.ts'
import type { Waiting } from '../lib/queue.ts'
import { planReopening } from '../lib/reopening.ts'
import { Page } from '../ui/parts.tsx'
import { Kept, showResult } from '../ui/result.tsx'

/** A link `/q/<code>` was opened, by whatever camera: it checks in by itself. */
export function CheckInPage(props: { code: string }): Node {
  const shown = cell<Result | null>(null)
  let item = take(props.code)
  // The upload in the background may be the one that gets the answer.
  onLeave(results.watch(() => shown.set(results.get()[item.nonce] ?? null)))
  const again = (): void => {
    item = take(props.code)
    void submit(item, true)
  }
  again()
  const kept = (): Node => (
    <Kept
      title={t('已存在手机里')}
      words={t('有网时自动上传，关掉页面也不会丢。以扫码时大屏上的时间为准。')}
      retry={t('现在上传')}
      again={again}
    />
  )
  return (
    <Page title={t('签到')}>
      {live(shown, (result) => {
        afterAnswer(result, item)
        onLeave(planReopening(result, again))
        return showResult(result, kept)
      })}
    </Page>
  )
}

function afterAnswer(result: Result | null, item: Waiting): void {
  if (result?.kind === 'refused') dismiss(item)
  const answered = result?.kind === 'answered' && result.reply.outcome !== 'not-open'
  // Loading the page anew must not send a code that was answered for.
  if (answered && location.pathname.startsWith('/q/')) history.replaceState(null, '', '/m')
}
