/** @jsxImportSource ../phone/dom */
import { publicCertificate } from '#contract/case-document.ts'
import { t } from '../lib/t.ts'
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
  return loading(loaded, (one) => Shown(one))
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
