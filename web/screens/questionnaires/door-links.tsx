import { useParams } from '@tanstack/react-router'
import { doorLinks } from '#contract/questionnaire.ts'
import { link } from '../../lib/address.ts'
import { Answer } from '../../lib/answer.tsx'
import { useYear } from '../../lib/session.ts'
import { t } from '../../lib/t.ts'
import { useCall } from '../../lib/use-call.ts'
import { Crumbs } from '../../ui/crumbs.tsx'
import { Page } from '../../ui/page.tsx'
import { PrintButton } from '../../ui/print-button.tsx'
import './questionnaire.css'

/** The codes of a door, to be printed and cut, or the one link of a class. */
export function Screen() {
  const { id = '', door = '' } = useParams({ strict: false }) as { id?: string; door?: string }
  const year = useYear()
  const asked = useCall(doorLinks, { params: { id, door } })
  return (
    <Answer asked={asked}>
      {(data) => (
        <>
          <Crumbs
            label={t('所属')}
            crumbs={[{ href: link(`/questionnaires/${id}`, { year }), name: data.questionnaire }]}
          />
          <Page
            title={data.title}
            about={t(
              '扫码或打开链接即填，不用登录；{until} 截止。一人一码的请剪开后打乱发放，不要登记谁拿了哪一个。',
              { until: data.closesOn },
            )}
            actions={<PrintButton word={t('打印')} />}
          >
            <ul className="codes">
              {data.links.map((one) => (
                <li key={one.code}>
                  <img
                    src={`data:image/svg+xml;utf8,${encodeURIComponent(one.qrSvg)}`}
                    alt={t('二维码 {code}', { code: one.code })}
                  />
                  <code>{one.code}</code>
                  <a href={one.url}>{t('打开')}</a>
                </li>
              ))}
            </ul>
          </Page>
        </>
      )}
    </Answer>
  )
}
