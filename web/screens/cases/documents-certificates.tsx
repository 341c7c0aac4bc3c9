import { paperFile } from '#contract/case-document.ts'
import { address } from '../../lib/call.ts'
import { fullMoment, moment } from '../../lib/format.ts'
import { t } from '../../lib/t.ts'
import { Section } from '../../ui/page.tsx'
import { Status, type Tone } from '../../ui/states.tsx'
import { PlainTable } from '../../ui/table/plain-table.tsx'
import type { Whose } from './documents.tsx'
import type { PaperData } from './documents-page.tsx'

type One = PaperData['certificates'][number]

const STANDINGS: Record<One['standing'], { word: string; tone: Tone }> = {
  valid: { word: '有效', tone: 'good' },
  replaced: { word: '已换发', tone: 'calm' },
  revoked: { word: '已撤销', tone: 'late' },
}

/** The certificates that were given out, each with the address at which it is verified. */
export function GivenCertificates({ of, data: { certificates, row } }: { of: Whose; data: PaperData }) {
  if (certificates.length === 0) return null
  return (
    <Section title={t('已制发的证书（{n} 本）', { n: certificates.length })}>
      <PlainTable
        label={t('已制发的证书')}
        rows={certificates.toSorted((a, b) => a.number.localeCompare(b.number))}
        keyOf={(one) => one.id}
        empty=""
        columns={[
          {
            key: 'number',
            title: t('证书编号'),
            lead: true,
            render: (one) => (
              <a
                href={address(paperFile, { ...of, document: row.id, format: 'pdf' }, { issued: one.id })}
                download
              >
                {one.number}
              </a>
            ),
          },
          { key: 'name', title: t('姓名'), render: (one) => <a href={`/cases/${one.case}`}>{one.name}</a> },
          {
            key: 'code',
            title: t('查验码'),
            render: (one) => (
              <a href={`/c/${one.code}`}>
                <code>{one.code.match(/.{1,4}/g)?.join('-') ?? one.code}</code>
              </a>
            ),
          },
          {
            key: 'at',
            title: t('制发时间'),
            minor: true,
            render: (one) => <time title={fullMoment(one.at)}>{moment(one.at)}</time>,
          },
          {
            key: 'standing',
            title: t('情况'),
            render: ({ standing }) => (
              <Status tone={STANDINGS[standing].tone}>{t(STANDINGS[standing].word)}</Status>
            ),
          },
        ]}
      />
    </Section>
  )
}
