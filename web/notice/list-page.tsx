/** @jsxImportSource ../phone/dom */
import { publicNotices } from '#contract/public-notice.ts'
import { t } from '../lib/t.ts'
import { call } from '../phone/lib/api.ts'
import { loading } from '../phone/ui/loading.tsx'
import { Go, Page } from '../phone/ui/parts.tsx'
import { asked } from './asked.ts'
import { Circulars } from './circulars.tsx'
import { Results } from './results.tsx'
import { Rounds } from './complaints.tsx'
import { today } from './days.ts'
import type { Listed } from './shapes.ts'

/** The notices that run, and those of the last month. */
export function ListPage(): Node {
  const loaded = asked(() => call(publicNotices, {}))
  return (
    <Page title={t('公示')}>
      <p class="soft">{t('公示期内可以实名提出异议；公示结束一个月后，名单不再显示。')}</p>
      {loading(loaded, ({ notices }) => shown(notices))}
      <Results />
      <Rounds />
      <Circulars />
      <h2>{t('证书查验')}</h2>
      <Go to="/c" class="card">
        <p>{t('输入证书上的查验码，查真伪、查是否有效')}</p>
      </Go>
    </Page>
  )
}

function shown(notices: readonly Listed[]): Node {
  if (notices.length === 0) return <p>{t('现在没有公示。')}</p>
  return (
    <ul>
      {notices.map((one) => (
        <li>
          <Go to={`/notice/${one.id}`} class="card">
            <h2>{one.title}</h2>
            <p>{one.region}</p>
            <p>{t('{from} 至 {until}，共 {n} 名', { from: one.from, until: one.until, n: one.people })}</p>
            <p class="state">{stateOf(one)}</p>
          </Go>
        </li>
      ))}
    </ul>
  )
}

function stateOf({ from, until }: Pick<Listed, 'from' | 'until'>): string {
  if (today() > until) return t('公示已结束')
  return today() < from ? t('公示还没有开始') : t('正在公示')
}
