import type { ErrorComponentProps } from '@tanstack/react-router'
import { Failure } from '../lib/call.ts'
import { t } from '../lib/t.ts'
import { wordsOf } from '../lib/use-call.ts'
import { Page } from '../ui/page.tsx'
import { Empty, Failed } from '../ui/states.tsx'

/** An address that leads nowhere. */
export function Lost() {
  return (
    <Page title={t('没有这个页面')}>
      <Empty because={t('地址可能有误，或页面已经不在。')}>
        <a className="button primary" href="/">
          {t('回到今日')}
        </a>
      </Empty>
    </Page>
  )
}

/** A page that could not be drawn: mostly a script that did not arrive, or a newer version on the server. */
export function Broken({ error }: ErrorComponentProps) {
  return (
    <Page title={t('页面没有打开')}>
      <Failed
        because={
          error instanceof Failure
            ? wordsOf(error)
            : t('这一页没有取全：可能网络断了，或系统刚更新过。重新打开即可；未保存的签到和表单仍在本机。')
        }
        retryWord={t('重新打开')}
        onRetry={() => location.reload()}
      />
    </Page>
  )
}
