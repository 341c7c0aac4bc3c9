/** @jsxImportSource ../dom */
import type { Problem } from '#contract/common.ts'
import { t } from '../../lib/t.ts'
import { make } from '../dom/jsx-runtime.ts'
import { live, onLeave } from '../dom/live.ts'
import { cell } from '../lib/cell.ts'
import { submitShortCode } from '../lib/check-in.ts'
import type { Result } from '../lib/check-in.ts'
import { planReopening } from '../lib/reopening.ts'
import { uuid } from '../lib/uuid.ts'
import { Page } from '../ui/parts.tsx'
import { Kept, showResult } from '../ui/result.tsx'

/** Typing the six digits beneath the code on the hall's screen. */
export function ShortCodePage(): Node {
  const sent = cell<string | null>(null)
  return (
    <Page title={t('输入短码')} back="/m/scan">
      {live(sent, (code) => (code === null ? askDigits((digits) => sent.set(digits)) : answerTo(code)))}
    </Page>
  )
}

function askDigits(send: (digits: string) => void): Node {
  const button = make('button', { type: 'submit', class: 'main', disabled: true, children: t('签到') })
  let digits = ''
  const follow = (input: HTMLInputElement): void => {
    digits = input.value.normalize('NFKC').replace(/\D/g, '').slice(0, 6)
    input.value = digits
    button.disabled = digits.length < 6
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (digits.length === 6) send(digits)
      }}
    >
      <label class="field">
        <span>{t('大屏二维码下面的 6 位数字')}</span>
        <input
          class="digits"
          inputmode="numeric"
          autocomplete="off"
          onInput={(event) => follow(event.currentTarget)}
        />
      </label>
      {button}
    </form>
  )
}

function answerTo(code: string): Node {
  const shown = cell<Result | null>(null)
  const nonce = uuid()
  const again = (): void => void submitShortCode(code, nonce).then(shown.set)
  again()
  const kept = (problem: Problem): Node => (
    <Kept
      title={t('没有发出去')}
      words={`${problem.because}${t('短码只在当时有效，不能存着。扫大屏上的码则会存在手机里，有网时自动上传。')}`}
      retry={t('再试一次')}
      again={again}
    />
  )
  return live(shown, (result) => {
    onLeave(planReopening(result, again))
    return [showResult(result, kept)]
  })
}
