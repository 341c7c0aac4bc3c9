/** @jsxImportSource ../dom */
import { t } from '../../lib/t.ts'
import { make } from '../dom/jsx-runtime.ts'
import { live, onLeave } from '../dom/live.ts'
import { watchCamera } from '../lib/camera.ts'
import type { NoCamera } from '../lib/camera.ts'
import { cell } from '../lib/cell.ts'
import { reader } from '../lib/decode.ts'
import { codeOfScan } from '../lib/link.ts'
import { go } from '../lib/router.ts'
import { Go, Notice, Page } from '../ui/parts.tsx'
import { WaitingNotice } from '../ui/waiting.tsx'

function noCameraWords(why: NoCamera): string {
  if (why === 'denied') return t('没有得到使用相机的许可。可在浏览器设置里允许，或输入大屏上的短码。')
  if (why === 'broken') return t('相机没有启动成功。请拍一张大屏的照片，或输入短码。')
  return t('这里打不开相机。请用手机自带的相机扫大屏上的码，或拍照识别，或输入短码。')
}

/** Scanning the code of the hall's screen; the typed short code is always one tap away. */
export function ScanPage(): Node {
  const trouble = cell<string | null>(null)
  const view = make('video', {
    class: 'camera',
    muted: true,
    playsinline: true,
    'aria-label': t('相机画面'),
  })
  const hint = make('p', { class: 'soft', children: t('把签到大屏上的二维码放进画面。') })
  const found = (text: string): void => {
    const code = codeOfScan(text)
    if (code === null) trouble.set(t('这不是签到码。请对准签到大屏上的二维码。'))
    else go(`/q/${code}`, true)
  }
  const fail = (why: NoCamera): void => {
    trouble.set(noCameraWords(why))
    view.hidden = true
    hint.hidden = true
  }
  onLeave(watchCamera(view, found, fail))
  return (
    <Page title={t('扫码签到')}>
      <WaitingNotice />
      {live(trouble, (words) => (words === null ? null : <Notice bad>{words}</Notice>))}
      {view}
      {hint}
      <Go to="/m/code" class="main">
        {t('输入短码')}
      </Go>
      <Photo
        found={found}
        missed={() => trouble.set(t('照片里没有认出二维码。请靠近一些，拍清楚整个码。'))}
      />
    </Page>
  )
}

/** A picture taken by the phone's own camera: works on pages without https too. */
function Photo(props: { found: (text: string) => void; missed: () => void }): Node {
  const look = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return
    const read = await reader()
    const text = await read(await createImageBitmap(file))
    if (text === null) props.missed()
    else props.found(text)
  }
  return (
    <label class="wide">
      {t('拍照识别')}
      <input
        type="file"
        accept="image/*"
        capture="environment"
        onChange={(event) => void look(event.currentTarget.files?.[0]).catch(props.missed)}
      />
    </label>
  )
}
