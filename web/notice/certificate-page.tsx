/** @jsxImportSource ../phone/dom */
import { publicCertificate } from '#contract/case-document.ts'
import { t } from '../lib/t.ts'
import { live } from '../phone/dom/live.ts'
import { call } from '../phone/lib/api.ts'
import { go } from '../phone/lib/router.ts'
import { Field, Form, noTrouble } from '../phone/ui/form.tsx'
import { loading } from '../phone/ui/loading.tsx'
import { Notice, Page } from '../phone/ui/parts.tsx'
import { asked } from './asked.ts'
import type { ShownCertificate } from './shapes.ts'

/** 证书查验: by the code that stands on a certificate, or that its QR code holds. */
export function CertificatePage(props: { code: string | null }): Node {
  const { code } = props
  return (
    <Page title={t('证书查验')} back="/notice">
      {code === null ? null : found(code)}
      <Ask />
    </Page>
  )
}

function found(code: string): Node {
  const loaded = asked(() => call(publicCertificate, { params: { code } }))
  return live(loaded, ({ failure }) =>
    failure?.code === 'not-found' ? Unknown(failure.because) : loading(loaded, (one) => Shown(one)),
  )
}

/** A code that nothing has: what to look at, and whom to ask. Whether somebody has a certificate is not said. */
function Unknown(because: string): Node {
  const advice = [
    t('查验码印在证书左下角，由 12 位数字和大写字母组成；空格、短横和大小写不影响查验。'),
    t('查验码里没有字母 I、L、O、U；看着像的是数字 1、0 或字母 V，输成哪个都一样。'),
    t('扫证书上的二维码不用输入，最不容易错。'),
    t('没有印查验码的证书（较早的、外地的）这里查不到，请凭证书编号向发证单位核实。'),
    t('查不到只说明没有这个查验码，不说明某人有没有证书。'),
  ]
  return (
    <article class="card brief">
      <Notice bad>{because}</Notice>
      <h2>{t('请这样核对')}</h2>
      <ul class="advice">
        {advice.map((words) => (
          <li>{words}</li>
        ))}
      </ul>
    </article>
  )
}

function Ask(): Node {
  const trouble = noTrouble()
  return (
    <Form
      trouble={trouble}
      word={t('查验')}
      send={(read) => {
        go(`/c/${encodeURIComponent(read('code').replaceAll(/\s/g, ''))}`)
        return Promise.resolve(null)
      }}
    >
      <Field trouble={trouble} name="code" label={t('查验码（证书左下角，12 位）')} autocomplete="off" />
    </Form>
  )
}

const STANDINGS: Record<ShownCertificate['standing'], string> = {
  valid: '真实有效',
  replaced: '已换发，以新证书为准',
  revoked: '已撤销，不再有效',
  expired: '已过期',
}

function Shown(one: ShownCertificate): Node {
  const good = one.standing === 'valid'
  const facts: readonly [string, string | null][] = [
    [t('证书编号'), one.number],
    [t('姓名'), one.name],
    [t('类别'), one.category],
    [t('发证单位'), one.issuer],
    [t('地区'), one.region],
    [t('制发日期'), one.issuedOn],
    [t('有效至'), one.until],
    [t('撤销日期'), one.revokedOn],
  ]
  return (
    <article class="card brief">
      <h2>{t(one.title)}</h2>
      <Notice bad={!good}>{t(STANDINGS[one.standing])}</Notice>
      <dl class="certificate">
        {facts.map(([term, value]) =>
          value === null ? null : (
            <div class="row">
              <dt class="soft">{term}</dt>
              <dd>{value}</dd>
            </div>
          ),
        )}
      </dl>
      <p class="soft">{t('姓名只显示姓，请与证书原件核对编号、日期和全名。')}</p>
    </article>
  )
}
