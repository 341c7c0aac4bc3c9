import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type * as z from 'zod'
import { paperFile, paperPage } from '#contract/case-document.ts'
import { offers, whyNot } from '../../lib/abilities.ts'
import { link } from '../../lib/address.ts'
import { Answer } from '../../lib/answer.tsx'
import { address } from '../../lib/call.ts'
import { useCaseManifest } from '../../lib/case-systems.ts'
import { usePlace } from '../../lib/place.ts'
import { useMe, worksAtDesk } from '../../lib/session.ts'
import { t } from '../../lib/t.ts'
import { useCall } from '../../lib/use-call.ts'
import { Action, ActionLink } from '../../ui/action.tsx'
import { Crumbs } from '../../ui/crumbs.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { PrintButton } from '../../ui/print-button.tsx'
import { Notice } from '../../ui/states.tsx'
import { Sheet } from '../documents/sheet.tsx'
import { PaperState, type Whose } from './documents.tsx'
import { GivenCertificates } from './documents-certificates.tsx'
import { Issue } from './documents-issue.tsx'
import { IssuedLetters } from './documents-issued.tsx'
import '../documents/document.css'
import './documents.css'

export type PaperData = z.output<NonNullable<typeof paperPage.reply>>

/** One document of a round or case: as the records now are, what was issued, and how it is issued. */
export function Screen() {
  const { whose, id = '', document = '' } = useParams({ strict: false }) as Partial<Record<string, string>>
  const of = { whose: whose === 'case' ? ('case' as const) : ('round' as const), id }
  const asked = useCall(paperPage, { params: { ...of, document } }, { keep: false })
  return <Answer asked={asked}>{(data) => <Paper of={of} data={data} />}</Answer>
}

function Paper({ of, data }: { of: Whose; data: PaperData }) {
  const { row, subject, html, actions } = data
  const me = useMe()
  const manifest = useCaseManifest(subject.system)
  usePlace(worksAtDesk(me) ? (manifest?.menu ?? 'today') : 'apply')
  const [issuing, setIssuing] = useState(false)
  const file = (format: 'docx' | 'pdf') => address(paperFile, { ...of, document: row.id, format }, {})
  const files = row.kind === 'certificate' ? data.certificates.some(isValid) : row.whyNot === null
  const verb = row.kind === 'certificate' ? t('制发证书') : t('印发')
  return (
    <>
      <Crumbs label={t('所属')} crumbs={[backTo(of, data)]} />
      <Page
        title={`${t(row.title)} · ${subject.title}`}
        about={t(ABOUT[row.kind])}
        figure={<PaperState row={row} />}
        actions={
          <>
            {html !== null && row.kind !== 'certificate' && <PrintButton word={t('打印')} />}
            {files && (
              <>
                <ActionLink href={file('docx')} file>
                  {t('下载 docx')}
                </ActionLink>
                <ActionLink href={file('pdf')} file>
                  {t('下载 PDF')}
                </ActionLink>
              </>
            )}
            {offers(actions, 'issue') && row.kind !== 'roster' && worksAtDesk(me) && (
              <Action primary onClick={() => setIssuing(true)} whyNot={whyNot(actions, 'issue')}>
                {row.changed ? t('印发更正') : verb}
              </Action>
            )}
          </>
        }
      >
        {row.whyNot !== null && html === null && <Notice tone="calm">{t(row.whyNot)}</Notice>}
        <Changes data={data} />
        <IssuedLetters of={of} data={data} />
        <GivenCertificates of={of} data={data} />
        {html !== null && <Preview data={data} html={html} />}
        {issuing && <Issue of={of} data={data} onClose={() => setIssuing(false)} />}
      </Page>
    </>
  )
}

const isValid = ({ standing }: PaperData['certificates'][number]): boolean => standing === 'valid'

const ABOUT = {
  circular: '按记录起草，带点线的数字可以打开看名单；印发后取得文号，不再改动。',
  roster: '按现在的记录列出，下载后使用。',
  certificate: '制发后有查验码，任何人不用登录都可以查验真伪；撤销后查验即显示失效。',
} as const

function backTo({ whose, id }: Whose, { subject: { title, system, year } }: PaperData) {
  return whose === 'case'
    ? { href: `/cases/${id}`, name: title }
    : { href: link('/rounds', { system, year }), name: title }
}

/** What has changed since the letter was issued, line by line. */
function Changes({ data: { row, differences } }: { data: PaperData }) {
  const { gone, added } = differences
  if (!row.changed) return null
  return (
    <Notice tone="warn">
      {t('印发以后记录有变化。已印发的不改动，可以印发更正的一份。')}
      <ul className="differences">
        {gone.slice(0, SHOWN).map((line) => (
          <li key={`- ${line}`}>
            {t('原文：')}
            <del>{line}</del>
          </li>
        ))}
        {added.slice(0, SHOWN).map((line) => (
          <li key={`+ ${line}`}>
            {t('现为：')}
            <ins>{line}</ins>
          </li>
        ))}
      </ul>
    </Notice>
  )
}

const SHOWN = 6

function Preview({ data: { row }, html }: { data: PaperData; html: string }) {
  const letter = row.issued.length === 0 ? t('草稿') : row.changed ? t('按现在的记录') : t('已印发的正文')
  return (
    <Section title={row.kind === 'certificate' ? t('样张') : letter}>
      <div className="desk-top" tabIndex={0} role="region" aria-label={t('预览')}>
        <Sheet html={html} language="zh-Hans" onOpen={() => undefined} />
      </div>
    </Section>
  )
}
