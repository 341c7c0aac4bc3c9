/** @jsxImportSource ../dom */
import { t } from '../../lib/t.ts'
import { live } from '../dom/live.ts'
import { dismiss, queue } from '../lib/check-in.ts'
import { belongsTo } from '../lib/queue.ts'
import type { Waiting } from '../lib/queue.ts'
import { account } from '../lib/session.ts'
import { whenWords } from '../lib/time.ts'
import { upload } from '../lib/upload.ts'
import { Button, Notice } from './parts.tsx'

/** What waits in the phone, and what was refused while nobody looked. */
export function WaitingNotice(): Node {
  return live(queue, (items) => {
    const login = account.get()?.login ?? null
    const open = items.filter((item) => item.refused === null)
    const mine = open.filter((item) => belongsTo(item, login)).length
    return [
      mine === 0 ? null : <Mine count={mine} />,
      open.length === mine ? null : (
        <Notice>
          {t('本机还存有另一个账号的 {count} 条签到，那个账号登录后自动上传。', {
            count: open.length - mine,
          })}
        </Notice>
      ),
      items.map(refusalOf),
    ]
  })
}

function Mine(props: { count: number }): Node {
  return (
    <Notice>
      <p>{t('{count} 条签到已存在手机里，有网时自动上传。', { count: props.count })}</p>
      <Button word={t('现在上传')} press={() => void upload()} />
    </Notice>
  )
}

function refusalOf(item: Waiting): Node | null {
  if (item.refused === null) return null
  return (
    <Notice bad>
      <p>
        {t('{when} 扫的码没有记上：', { when: whenWords(item.at) })}
        {item.refused}
      </p>
      <Button word={t('知道了')} press={() => dismiss(item)} />
    </Notice>
  )
}
