import { t } from '../lib/t.ts'
import { countdown, isFresh } from './pace.ts'
import { element, part, show, write } from './page.ts'
import type { Seen } from './shape.ts'

/** More than a wall can hold. */
const MOST_NAMES = 120

/** Draws what the server said: the code or why there is none, and who came. `before` is the count shown so far. */
export function showSeen(seen: Seen, before: number): void {
  write('activity', `${seen.activity} · ${t('第 {slot} 场', { slot: seen.slot.slot })}`)
  document.title = `${seen.activity} · ${t('签到大屏')}`
  write('words', seen.words)
  write('count', `${seen.came} / ${seen.expected}`)
  showCode(seen)
  showNames(seen.names, seen.came - before)
}

function showCode(seen: Seen): void {
  const qr = part('qr', HTMLImageElement)
  const source = seen.qrSvg === null ? '' : `data:image/svg+xml,${encodeURIComponent(seen.qrSvg)}`
  if (source !== '' && qr.src !== source) qr.src = source
  qr.alt = t('签到二维码')
  write('short', seen.shortCode === null ? '' : `${seen.shortCode.slice(0, 3)} ${seen.shortCode.slice(3)}`)
  show('typed', seen.shortCode !== null)
}

function showNames(names: string[], fresh: number): void {
  const list = part('names', HTMLUListElement)
  const shown = names.slice(0, MOST_NAMES)
  const key = shown.join('\n')
  if (list.dataset['key'] === key) return
  list.dataset['key'] = key
  list.replaceChildren(...shown.map((name, index) => element('li', name, index < fresh ? 'fresh' : '')))
}

/** Keeps the seconds running between two answers; `elapsed` seconds have passed since this one. */
export function showTime(seen: Seen, elapsed: number): void {
  const open = seen.qrSvg !== null
  const fresh = open && isFresh(seen.secondsLeft, elapsed)
  show('qr', fresh)
  show('closed', !fresh)
  if (!fresh) write('closed', open ? t('码已过期，正在取新的') : closedWords(seen, elapsed))
  const left = { code: rest(seen.secondsLeft, elapsed), short: rest(seen.shortSecondsLeft, elapsed) }
  write('left', t('二维码 {code} 秒后更换，短码 {short} 秒后更换', left))
}

const rest = (seconds: number, elapsed: number): number => Math.max(0, Math.ceil(seconds - elapsed))

function closedWords(seen: Seen, elapsed: number): string {
  if (seen.slot.state === 'closed') return t('签到已截止')
  const seconds = (Date.parse(seen.slot.opensAt) - Date.parse(seen.now)) / 1000 - elapsed
  const left = countdown(seconds)
  if (left === null) return t('签到尚未开放')
  if (seconds <= 0) return t('即将开放')
  if (left.minutes === 0) return t('{seconds} 秒后开放', left)
  return t('{minutes} 分 {seconds} 秒后开放', left)
}
